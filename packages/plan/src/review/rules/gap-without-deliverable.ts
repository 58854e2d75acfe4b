import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** A gap that everybody knows and nobody closes. */
export const gapWithoutDeliverable: ReviewRule = {
  name: 'gap-without-deliverable',
  severity: 'warning',
  looksFor: 'An inventory item with a gap that no deliverable closes, or none that still stands.',
  why: 'The analysis found it missing; if no deliverable closes the gap it will still be missing at the end.',
  remedy: 'Name the deliverable that closes it under `closedBy`, or drop the gap on purpose.',
  find: ({ plan, parts }) =>
    paired(parts.inventory, subjectsOf('inventory', 'inventory', plan.inventory))
      .filter(({ part }) => part.gap !== null && part.progress === null)
      .map(({ part, subject }) => ({
        subject,
        says: `“${part.gap}” is closed by ${part.closedBy.length === 0 ? 'no deliverable' : 'cancelled or dropped deliverables alone'}.`,
      })),
}
