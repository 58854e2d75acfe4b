import type { ReviewRule } from '../review-rule.ts'
import { activeDeliverablesOf } from '../subjects.ts'

/** A promise that no tracker knows. */
export const deliverableWithoutWork: ReviewRule = {
  name: 'deliverable-without-work',
  severity: 'warning',
  looksFor: 'A measured deliverable that no work item is linked to.',
  why: 'Its progress counts as 0 for ever, and nobody sees whether anybody works on it.',
  remedy: 'Link its epic or label, or give it `progress: manual` with dated entries.',
  find: (context) =>
    activeDeliverablesOf(context)
      .filter(({ deliverable }) => deliverable.progress === 'measured')
      .filter(({ deliverable }) => (context.deliverables.get(deliverable.id)?.work.linked ?? []).length === 0)
      .map(({ deliverable, subject }) => ({
        subject,
        says: deliverable.selectors.length === 0 ? 'It has no links.' : 'Its links choose no work item.',
      })),
}
