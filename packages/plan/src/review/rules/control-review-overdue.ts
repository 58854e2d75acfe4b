import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** A control that nobody looked at when they had promised to. */
export const controlReviewOverdue: ReviewRule = {
  name: 'control-review-overdue',
  severity: 'warning',
  looksFor: 'A control whose `reviewBy` has passed.',
  why: 'Compliance is lost by forgetting, long before anybody decides against it.',
  remedy: 'Review it, and write the day and the next one.',
  find: ({ plan, parts }) =>
    paired(parts.controls, subjectsOf('control', 'controls', plan.controls))
      .filter(({ part }) => part.isReviewOverdue)
      .map(({ part, subject }) => ({ subject, says: `Its review was due by ${part.reviewBy}.` })),
}
