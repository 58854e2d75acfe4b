import type { PartContext } from '../part-context.ts'
import type { HeldReview } from './held-review.ts'

/** A review with what became of the plan since. */
export interface ReviewStanding extends HeldReview {
  /** What the plan says differently now, a sentence each; null when the hub did not know the plan yet on that day. */
  readonly changesSince: readonly string[] | null
}

/** The reviews held up to the day, oldest first. */
export function reviewStandings({ plan, today, changesSince }: PartContext): ReviewStanding[] {
  return plan.reviews
    .filter(({ date }) => date <= today)
    .map((review) => ({ ...review, changesSince: changesSince.get(review.date) ?? null }))
}
