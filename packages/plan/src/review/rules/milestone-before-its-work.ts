import { plural } from '../../measure/words.ts'
import { deliverablesOf, isDelivered } from '../../parts/part-work.ts'
import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** A celebration before the work is done. */
export const milestoneBeforeItsWork: ReviewRule = {
  name: 'milestone-before-its-work',
  severity: 'warning',
  looksFor:
    'A milestone that was missed, or that is promised for before one of its deliverables is due or its tool plans the release.',
  why: 'Milestones are what others remember; one that its own work contradicts is missed in public.',
  remedy: 'Move the milestone, or the due date of the deliverable that is later than it.',
  find: (context) =>
    paired(context.parts.milestones, subjectsOf('milestone', 'milestones', context.plan.milestones)).flatMap(
      ({ part, subject }) => {
        if (part.status === 'reached' || part.status === 'cancelled') return []
        if (part.status === 'missed') {
          return [
            {
              subject,
              says: `It was promised for ${part.date}, ${plural(part.daysLate, 'day')} ago, and is not reached.`,
            },
          ]
        }
        const isLaterInTool = part.toolDate !== null && part.toolDate > part.date
        const tool = isLaterInTool
          ? [{ subject, says: `It is promised for ${part.date}, and its tool plans the release for ${part.toolDate}.` }]
          : []
        const late = deliverablesOf(part.deliverables, context).flatMap((each) => {
          const { id, due } = each.work.deliverable
          if (isDelivered(each) || due === null || due <= part.date) return []
          return [{ subject, says: `It is promised for ${part.date}, and ${id} is due only on ${due}.` }]
        })
        return [...tool, ...late]
      },
    ),
}
