import { type Draw, seededDraw } from './draw/draw.ts'
import { type Span, spanUntil } from './draw/span.ts'
import { type WorkingDays, workingDays } from './draw/working-days.ts'
import { type Staff, staffOf } from './people/people.ts'
import type { Programme } from './programme/programme.ts'
import { makeWriter, type Writer } from './words/writer.ts'

/** What drafting needs: a programme, chance, time, people and words. */
export interface Drafting {
  readonly programme: Programme
  readonly draw: Draw
  readonly days: WorkingDays
  readonly span: Span
  readonly staff: Staff
  readonly writer: Writer
}

/** Begins the drafts of a programme: nothing is drawn or written yet. */
export function beginDrafting(programme: Programme, seed: number, today: number): Drafting {
  const span = spanUntil(today, programme.calendar.zone)
  return {
    programme,
    draw: seededDraw(seed),
    days: workingDays(span, programme.calendar),
    span,
    staff: staffOf(programme),
    writer: makeWriter(programme.words),
  }
}
