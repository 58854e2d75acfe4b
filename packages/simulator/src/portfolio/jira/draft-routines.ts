import type { Drafting } from '../drafting.ts'
import { drawLife } from '../draw/life.ts'
import { DAY_MS, dayOfSpan, midnightOf } from '../draw/span.ts'
import type { Routine } from '../programme/routine.ts'
import type { IssueDraft } from './draft.ts'

/** Months of the span, the running one included. */
const MONTHS = 13

/** The tasks of all routines of the programme, from its second month on. */
export function draftRoutines(drafting: Drafting): IssueDraft[] {
  return drafting.programme.routines.flatMap((routine) => {
    const months = Array.from({ length: MONTHS }, (_none, month) => month).filter(
      (month) =>
        month > 0 &&
        month % routine.everyMonths === routine.everyMonths - 1 &&
        month <= (routine.lastMonth ?? MONTHS) &&
        midnightOf(dayOfSpan(drafting.span, month, routine.day), drafting.span.zone) < drafting.span.end - DAY_MS,
    )
    return months.map((month) => draftRoutine(drafting, routine, dayOfSpan(drafting.span, month, routine.day)))
  })
}

function draftRoutine({ programme, draw, days, span, staff }: Drafting, routine: Routine, day: string): IssueDraft {
  // Nothing begins after the span, even where holidays push the day beyond it.
  const created = Math.min(days.next(draw, midnightOf(day, span.zone)), span.end - DAY_MS / 4)
  const done = created + draw.skewed(4 * DAY_MS, 1.6)
  const life = drawLife(draw, days, { created, done, dropped: false, waiting: 0, reopened: 0 }, span.end)
  const { project, title, description, components, labels, team } = routine
  return {
    project,
    fixedKey: null,
    type: 'task',
    title: `${title}, ${monthOf(day)}`,
    topic: title,
    body: description,
    life,
    parent: null,
    stream: null,
    components,
    labels,
    reporter: draw.pick(staff.team(programme.office)),
    worker: draw.pick(staff.team(team)),
    points: null,
    priority: 'Medium',
    commented: null,
  }
}

/** The month of a calendar day: `March 2026`. */
function monthOf(day: string): string {
  return new Date(day).toLocaleString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
}
