import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** Technology that others wait for. */
export const investmentLate: ReviewRule = {
  name: 'investment-late',
  severity: 'warning',
  looksFor: 'An investment that was due and is not finished.',
  why: 'The results that were expected of it start later too, while its cost has begun.',
  remedy: 'Move its date with the objective that waits for it, or finish what is left.',
  find: ({ plan, parts }) =>
    paired(parts.investments, subjectsOf('investment', 'investments', plan.investments))
      .filter(({ part }) => part.status === 'late')
      .map(({ part, subject }) => ({ subject, says: `It was due on ${part.due} and is not finished.` })),
}
