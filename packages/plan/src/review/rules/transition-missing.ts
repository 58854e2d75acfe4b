import type { ReviewRule } from '../review-rule.ts'
import { activeDeliverablesOf, paired, subjectsOf } from '../subjects.ts'

/** A change that its people hear of when it is there. */
export const transitionMissing: ReviewRule = {
  name: 'transition-missing',
  severity: 'info',
  looksFor: 'A deliverable with a release date that no transition task supports, and a transition task that is late.',
  why: 'Systems fail when people were not trained, told and equipped before they had to use them.',
  remedy: 'Plan and finish training, communication and infrastructure before the release, and link the work.',
  find: (context) => [
    ...activeDeliverablesOf(context)
      .filter(({ deliverable }) => deliverable.release !== null)
      .filter(({ deliverable }) => !context.plan.transition.some(({ supports }) => supports.includes(deliverable.id)))
      .map(({ deliverable, subject }) => ({
        subject,
        says: `It is released on ${deliverable.release}, and nothing prepares its users.`,
      })),
    ...paired(context.parts.transition, subjectsOf('transition', 'transition', context.plan.transition))
      .filter(({ part }) => part.status === 'late')
      .map(({ part, subject }) => ({ subject, says: `It was due on ${part.due} and is not done.` })),
  ],
}
