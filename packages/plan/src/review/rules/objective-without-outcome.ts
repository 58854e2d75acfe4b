import type { ReviewRule } from '../review-rule.ts'
import { objectivesOf } from '../subjects.ts'

/** An aim that does not say whom it serves. */
export const objectiveWithoutOutcome: ReviewRule = {
  name: 'objective-without-outcome',
  severity: 'info',
  looksFor: 'An objective without an `outcome`.',
  why: 'Whoever pays asks what the business gets; an objective that only names technology loses that argument.',
  remedy: 'Write in one sentence what will be better for the business.',
  find: ({ plan }) =>
    objectivesOf(plan)
      .filter(({ objective }) => objective.outcome === null)
      .map(({ subject }) => ({ subject, says: 'It names no business outcome.' })),
}
