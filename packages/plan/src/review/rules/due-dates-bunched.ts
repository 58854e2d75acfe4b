import { percentText } from '../../measure/words.ts'
import { planSubject, type ReviewRule } from '../review-rule.ts'
import { activeDeliverablesOf } from '../subjects.ts'

/** Everything on the last day: the mark of dates that nobody thought about. */
export const dueDatesBunched: ReviewRule = {
  name: 'due-dates-bunched',
  severity: 'info',
  threshold: { value: 0.5, unit: 'of the deliverables in one month' },
  looksFor: 'A month in which more than this part of all dated deliverables, and at least four, are due.',
  why: 'Work that is all due at once competes for the same people, and late news comes all at once too.',
  remedy: 'Spread the dates by what has to come first.',
  find(context, part) {
    const { plan } = context
    const dues = activeDeliverablesOf(context).flatMap(({ deliverable }) => deliverable.due ?? [])
    const months = Map.groupBy(dues, (due) => due.slice(0, 7))
    return [...months].flatMap(([month, those]) => {
      const share = those.length / dues.length
      if (those.length < BUNCH_MIN || share <= part) return []
      const says = `${those.length} of ${dues.length} dated deliverables (${percentText(share)}) are due in ${month}.`
      return [{ subject: planSubject(plan, 'objectives'), says }]
    })
  },
}

/** Fewer than this in a month are no bunch, whatever part of a small plan they are. */
const BUNCH_MIN = 4
