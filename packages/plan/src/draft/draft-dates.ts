import { dateOf } from '../calendar/instant.ts'
import type { Candidate } from './candidate.ts'
import type { ReleaseDay } from './draft-facts.ts'
import { plainText } from './plain-text.ts'

/** Days of a drafted deliverable, each with what a reader should know about it; null where there is none. */
export interface DraftDates {
  readonly start: string | null
  readonly startNote: string | null
  readonly due: string | null
  readonly dueNote: string | null
}

/** Looks up the days that the versions of a candidate have. */
export type ReleaseDaysOf = (candidate: Candidate) => readonly ReleaseDay[]

/** The time zone of drafts. Nobody told the hub another; release days are kept as days of UTC. */
export const DRAFT_ZONE = 'UTC'

/**
 * Files days by where and what they are of. A milestone and a release of one name are two things on GitHub: the day
 * planned is what was promised, so work that came out later is late.
 */
export function releaseDaysBy(days: readonly ReleaseDay[]): ReleaseDaysOf {
  const filed = Map.groupBy(days, ({ connection, scope, name }) => JSON.stringify([connection, scope, name]))
  return ({ connection, scope, milestones }) =>
    milestones.flatMap((name) => {
      const all = filed.get(JSON.stringify([connection, scope, name])) ?? []
      const planned = all.filter(({ isPlanned }) => isPlanned)
      return planned.length > 0 ? planned : all
    })
}

/**
 * The days of a deliverable. It starts with the first work, else with the creation of the epic, and never before the
 * plan does. It is due on the last day of its versions, planned before released, unless that day lies before its start:
 * then the version is no promise of this plan.
 */
export function draftDates(candidate: Candidate, planStart: string, releaseDaysOf: ReleaseDaysOf): DraftDates {
  const began = candidate.work.workedAt ?? candidate.createdAt
  const beganOn = began === null ? null : dateOf(began, DRAFT_ZONE)
  const isEarlier = beganOn !== null && beganOn < planStart
  const start = isEarlier ? planStart : beganOn
  const startNote = isEarlier ? `work began on ${beganOn}` : null
  const [last] = releaseDaysOf(candidate).toSorted((one, other) => other.at - one.at)
  if (last === undefined) return { start, startNote, due: null, dueNote: null }
  const day = dateOf(last.at, DRAFT_ZONE)
  if (day < (start ?? planStart)) {
    return {
      start,
      startNote,
      due: null,
      dueNote: `no due date: ${plainText(last.name)} was for ${day}, before this starts`,
    }
  }
  return {
    start,
    startNote,
    due: day,
    dueNote: `the day ${plainText(last.name)} ${last.isPlanned ? 'is planned for' : 'was released'}`,
  }
}
