import type { ReviewRule } from '../review-rule.ts'
import { activeDeliverablesOf } from '../subjects.ts'

/** A promise for some day. */
export const deliverableWithoutDate: ReviewRule = {
  name: 'deliverable-without-date',
  severity: 'warning',
  looksFor: 'A deliverable without a due date.',
  why: 'Without a date it can neither be late nor be planned around.',
  remedy: 'Agree on a due date with its owner.',
  find: (context) =>
    activeDeliverablesOf(context)
      .filter(({ deliverable }) => deliverable.due === null)
      .map(({ subject }) => ({ subject, says: 'It has no due date.' })),
}
