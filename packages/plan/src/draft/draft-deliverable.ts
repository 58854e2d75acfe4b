import type { Candidate } from './candidate.ts'
import { type DraftDates, draftDates, type ReleaseDaysOf } from './draft-dates.ts'
import type { DraftIds } from './draft-ids.ts'
import { plainText } from './plain-text.ts'

/** A candidate as a deliverable. */
export interface DraftedDeliverable {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly dates: DraftDates
  readonly candidate: Candidate
}

/** Makes deliverables of candidates, in the order in which they are due. */
export function draftedDeliverables(
  candidates: readonly Candidate[],
  planStart: string,
  releaseDaysOf: ReleaseDaysOf,
  ids: DraftIds,
): DraftedDeliverable[] {
  return candidates
    .map((candidate) => ({ candidate, dates: draftDates(candidate, planStart, releaseDaysOf) }))
    .sort((one, other) => byDates(one.dates, other.dates) || (one.candidate.name < other.candidate.name ? -1 : 1))
    .map(({ candidate, dates }) => {
      const name = plainText(candidate.name)
      const title = plainText(candidate.title ?? '') || name || 'Untitled'
      return { id: ids.give(title, name), title, owner: plainText(candidate.owner ?? '') || null, dates, candidate }
    })
}

/** What is due first stands first, what has no due date last; then what started first. */
function byDates(one: DraftDates, other: DraftDates): number {
  const text = ({ due, start }: DraftDates) => `${due ?? '~'} ${start ?? '~'}`
  return text(one) === text(other) ? 0 : text(one) < text(other) ? -1 : 1
}
