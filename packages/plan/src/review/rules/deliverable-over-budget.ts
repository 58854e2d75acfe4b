import { percentText } from '../../measure/words.ts'
import type { ReviewRule } from '../review-rule.ts'
import { activeDeliverablesOf } from '../subjects.ts'

/** Money that runs out before the work does. */
export const deliverableOverBudget: ReviewRule = {
  name: 'deliverable-over-budget',
  severity: 'warning',
  threshold: { value: 0.1, unit: 'of the budget ahead of progress' },
  looksFor: 'A deliverable that has spent more of its budget than it has made progress, by more than so much.',
  why: 'Money that is spent faster than work gets done runs out before the end.',
  remedy: 'Ask for more money, cut scope, or correct the figures, before it is spent.',
  find: ({ plan, deliverables }, lead) =>
    activeDeliverablesOf(plan).flatMap(({ deliverable: { id, budget }, subject }) => {
      if (budget?.planned == null || budget.actual === null || budget.planned === 0) return []
      const spent = budget.actual / budget.planned
      const progress = deliverables.get(id)?.progress ?? 0
      if (spent - progress <= lead) return []
      return [{ subject, says: `${percentText(spent)} of its budget is spent at ${percentText(progress)} progress.` }]
    }),
}
