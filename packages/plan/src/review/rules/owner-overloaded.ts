import { directId } from '../../document/plan-nodes.ts'
import { plural } from '../../measure/words.ts'
import type { ReviewRule } from '../review-rule.ts'

/** More on one plate than its owner ever ate in that time. */
export const ownerOverloaded: ReviewRule = {
  name: 'owner-overloaded',
  severity: 'warning',
  threshold: { value: 1, unit: 'times the weeks left' },
  looksFor:
    'An owner whose open items would, at the pace of the last 12 weeks, take longer than their last due date allows.',
  why: 'People promise more at once than they ever delivered, and all of it gets late together.',
  remedy: 'Give some of it to others, do it one after the other, or move dates.',
  find: ({ parts, plan }, times) =>
    parts.owners.flatMap(({ owner, open, openItems, itemsPerWeek, weeksOfWork, weeksLeft, atOnce }) => {
      if (itemsPerWeek === null || weeksOfWork === null || weeksLeft === null) return []
      if (weeksOfWork <= weeksLeft * times) return []
      const place = plan.objectives.findIndex(
        ({ id, deliverables }) => deliverables.some(({ id: own }) => own === open[0]) || directId(id) === open[0],
      )
      const subject = { kind: 'owner' as const, id: owner, title: owner, pointer: `/objectives/${Math.max(place, 0)}` }
      const says = `${plural(openItems, 'item')} in ${plural(open.length, 'deliverable')} (${atOnce} at once) take ${weeksOfWork.toFixed(1)} weeks at ${itemsPerWeek.toFixed(1)} items a week; ${weeksLeft.toFixed(1)} weeks are left.`
      return [{ subject, says }]
    }),
}
