import { percentText, plural } from '../../measure/words.ts'
import { planSubject, type ReviewRule } from '../review-rule.ts'

/** People who are busy with something else. */
export const workServingNothing: ReviewRule = {
  name: 'work-serving-nothing',
  severity: 'info',
  threshold: { value: 0.4, unit: 'of the open work' },
  looksFor: 'Open work items, pull requests included, that are linked to nothing, as a part of all open ones.',
  why: 'What serves no objective takes the people that the objectives were promised.',
  remedy: 'Look through the unlinked work: link what belongs to the plan, and decide about the rest.',
  find({ plan, unlinked }, part) {
    if (unlinked.share === null || unlinked.share <= part) return []
    const says = `${plural(unlinked.open, 'open item')}, ${percentText(unlinked.share)} of all, serve no objective.`
    return [{ subject: planSubject(plan, 'objectives'), says }]
  },
}
