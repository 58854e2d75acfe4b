import type { ReviewRule } from '../review-rule.ts'
import { activeDeliverablesOf } from '../subjects.ts'

/** Many hands and no head. */
export const deliverableWithoutAccountable: ReviewRule = {
  name: 'deliverable-without-accountable',
  severity: 'info',
  looksFor: 'A deliverable with roles, none of which is accountable.',
  why: 'When several do the work and nobody answers for it, decisions wait.',
  remedy: 'Name the one person or body that is accountable.',
  find: (context) =>
    activeDeliverablesOf(context)
      .filter(({ deliverable: { roles } }) => {
        const others = roles.responsible.length + roles.consulted.length + roles.informed.length
        return others > 0 && roles.accountable === null
      })
      .map(({ deliverable, subject }) => ({
        subject,
        says:
          deliverable.roles.responsible.length > 0
            ? `${deliverable.roles.responsible.join(' and ')} do the work; nobody is accountable.`
            : 'It has roles; nobody is accountable.',
      })),
}
