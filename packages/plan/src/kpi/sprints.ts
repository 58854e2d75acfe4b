import { stateAt } from '../item/boundaries.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import { countingMetric, isWithin } from './item-metric.ts'
import type { MetricFactory } from './metric.ts'
import type { StayInSprint } from './side-facts.ts'
import { sideMetric } from './side-metric.ts'

/** `sprint.committed`: items that were in a sprint at its start, of sprints that ended in the window. */
export const sprintCommitted = sprintCount((stay) => stay.startAt !== null && isIn(stay, stay.startAt))

/** `sprint.done`: items that were in a sprint at its end and done by then, of sprints that ended in the window. */
export const sprintDone = sprintCount((stay, item) => isIn(stay, stay.endAt) && stateAt(item, stay.endAt) === 'done')

/**
 * Counts an item once for each sprint in which it took part: what is carried over from a sprint to the next, and both end
 * in the window, was committed twice. Stays in one sprint never overlap, so no sprint counts an item twice.
 */
function sprintCount(tookPart: (stay: StayInSprint, item: WorkItem) => boolean): MetricFactory {
  return sideMetric((measure, context, { sprintStays }) =>
    countingMetric('issues', (item, span) => {
      const stays = sprintStays.get(item.id) ?? []
      const count = stays.filter((stay) => isWithin(stay.endAt, span) && tookPart(stay, item)).length
      return count === 0 ? null : count
    })(measure, context),
  )
}

function isIn({ from, to }: StayInSprint, at: EpochMs): boolean {
  return from <= at && (to === null || to > at)
}
