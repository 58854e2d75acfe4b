import { plural } from '../../measure/words.ts'
import { daysBetween } from '../../parts/days.ts'
import { isDelivered, partWork } from '../../parts/part-work.ts'
import type { ReviewRule } from '../review-rule.ts'
import { objectivesOf } from '../subjects.ts'

/** An aim that everybody agreed on and nobody works on. */
export const objectiveWithoutWork: ReviewRule = {
  name: 'objective-without-work',
  severity: 'warning',
  threshold: { value: 28, unit: 'days' },
  looksFor: 'An objective with open work of which nothing has moved for so many days.',
  why: 'What gets no work loses to daily business without anybody having decided so.',
  remedy: 'Give it people, move its dates, or take it out of the plan on purpose.',
  find: (context, days) =>
    objectivesOf(context.plan).flatMap(({ objective, subject }) => {
      const deliverables = context.objectives.get(objective.id)?.deliverables ?? []
      const active = deliverables.filter(
        (each) => !isDelivered(each) && each.standing !== 'left_out' && each.work.deliverable.progress === 'measured',
      )
      const begun = active.filter(({ work }) => (work.deliverable.start ?? '') <= context.today)
      const { counts, lastMove } = partWork(
        begun.flatMap(({ work }) => work.counted),
        context,
      )
      const open = counts.todo + counts.inProgress
      if (open === 0 || lastMove === null) return []
      const quiet = daysBetween(lastMove, context.today)
      if (quiet < days) return []
      return [
        {
          subject,
          says: `Nothing has moved for ${plural(quiet, 'day')}; ${plural(open, 'item waits', 'items wait')}.`,
        },
      ]
    }),
}
