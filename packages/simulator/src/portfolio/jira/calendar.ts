import type { JiraVersionRecord } from '../../records.ts'
import { DAY_MS, dayOfSpan, midnightOf, type Span } from '../draw/span.ts'
import type { PlannedProject } from '../programme/programme.ts'

/** A sprint as Jira keeps it in the sprint field. */
export interface SprintRecord {
  readonly id: number
  readonly name: string
  readonly state: 'closed' | 'active' | 'future'
  readonly boardId: number
  readonly goal: string
  readonly startDate: string
  readonly endDate: string
  readonly completeDate?: string
}

const SPRINT_MS = 14 * DAY_MS
const BOARD = 7

/** Sprints of two weeks: those in which an issue of the planned project was worked on between two instants, oldest first. */
export function sprintsBetween(planned: PlannedProject, span: Span, from: number, to: number): SprintRecord[] {
  const first = Math.floor((from - span.start) / SPRINT_MS)
  const last = Math.floor((Math.min(to, span.end) - span.start) / SPRINT_MS)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_none, index) => sprint(planned, span, first + index))
}

function sprint({ project }: PlannedProject, span: Span, index: number): SprintRecord {
  const start = span.start + index * SPRINT_MS + 8 * 3_600_000
  const end = start + SPRINT_MS - DAY_MS
  const isOver = end < span.end
  return {
    id: 301 + index,
    name: `${project} Sprint ${index + 1}`,
    state: isOver ? 'closed' : start < span.end ? 'active' : 'future',
    boardId: BOARD,
    goal: '',
    startDate: new Date(start).toISOString(),
    endDate: new Date(end).toISOString(),
    ...(isOver ? { completeDate: new Date(end).toISOString() } : {}),
  }
}

/** The version of the planned project that takes work done at an instant; null beyond its last. */
export function versionFor({ versions }: PlannedProject, span: Span, done: number): JiraVersionRecord | null {
  const dated = versions.map(({ name, months }, index) => ({
    id: String(10500 + index),
    name,
    releaseDate: dayOfSpan(span, months, 1),
  }))
  const releasedAt = ({ releaseDate }: { readonly releaseDate: string }) => midnightOf(releaseDate, span.zone)
  const found = dated.find((version) => releasedAt(version) > done)
  return found === undefined ? null : { ...found, archived: false, released: releasedAt(found) < span.end }
}
