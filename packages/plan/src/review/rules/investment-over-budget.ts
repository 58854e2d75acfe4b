import { percentText } from '../../measure/words.ts'
import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** Technology that costs more than it was to. */
export const investmentOverBudget: ReviewRule = {
  name: 'investment-over-budget',
  severity: 'warning',
  threshold: { value: 0.1, unit: 'of the planned cost' },
  looksFor: 'An investment that has cost more than planned by more than this part.',
  why: 'Money spent beyond the plan is missing elsewhere, and those who granted it learn of it last.',
  remedy: 'Tell whoever granted the money, and decide what it is taken from.',
  find: ({ plan, parts, isPast }, beyond) =>
    // Money spent has no day: it says nothing about how it was.
    isPast
      ? []
      : paired(parts.investments, subjectsOf('investment', 'investments', plan.investments)).flatMap(
          ({ part: { spent, resultProgress }, subject }) => {
            if (spent === null || spent <= 1 + beyond) return []
            const result = resultProgress === null ? '' : ` Its objective is at ${percentText(resultProgress)}.`
            return [{ subject, says: `It has cost ${percentText(spent)} of what was planned.${result}` }]
          },
        ),
}
