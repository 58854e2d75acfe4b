import { percentText } from '../../measure/words.ts'
import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOfNodes } from '../subjects.ts'

/** Money that runs out before the work does. */
export const budgetAheadOfProgress: ReviewRule = {
  name: 'budget-ahead-of-progress',
  severity: 'warning',
  threshold: { value: 0.1, unit: 'of the budget ahead of progress' },
  looksFor:
    'An objective or deliverable that has spent more of its budget than it has made progress, by more than so much.',
  why: 'Money that is spent faster than work gets done runs out before the end.',
  remedy: 'Ask for more money, cut scope, or correct the figures, before it is spent.',
  // Money spent has no day: it says nothing about how it was.
  find: ({ plan, parts, isPast }, lead) =>
    isPast
      ? []
      : paired(parts.budgets, subjectsOfNodes(plan)).flatMap(({ part: { spent, progress }, subject }) => {
          if (spent === null || spent - (progress ?? 0) <= lead) return []
          const says = `${percentText(spent)} of its budget is spent at ${percentText(progress ?? 0)} progress.`
          return [{ subject, says }]
        }),
}
