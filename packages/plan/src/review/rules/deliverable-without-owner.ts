import type { ReviewRule } from '../review-rule.ts'
import { activeDeliverablesOf } from '../subjects.ts'

/** A promise that nobody made. */
export const deliverableWithoutOwner: ReviewRule = {
  name: 'deliverable-without-owner',
  severity: 'warning',
  looksFor: 'A deliverable without an owner.',
  why: 'What belongs to everybody is done by nobody, and nobody can be asked about it.',
  remedy: 'Name one owner.',
  find: (context) =>
    activeDeliverablesOf(context)
      .filter(({ deliverable }) => deliverable.owner === null)
      .map(({ subject }) => ({ subject, says: 'It has no owner.' })),
}
