import type { Wait } from '../item/waits.ts'
import type { EpochMs } from '../item/work-item.ts'
import { doneWithin, durationMetric } from './item-metric.ts'
import { noDataMetric } from './no-data-metric.ts'
import { sideMetric } from './side-metric.ts'

/**
 * `items.flow_efficiency`: the part of the cycle time that was not spent in the plan's `waitStatuses`, of items done in the
 * window. Items that were never in progress, or for no time, are left out.
 */
export const itemsFlowEfficiency = sideMetric((measure, context, { waits }) => {
  if (context.plan.waitStatuses.length === 0) {
    return noDataMetric('The plan names no `waitStatuses`: list the statuses in which work waits.')(measure, context)
  }
  return durationMetric('issues', (item, span) => {
    const doneAt = doneWithin(item, span)
    const startedAt = item.timeline.find((move) => move.to === 'in_progress')?.at
    if (doneAt === null || startedAt === undefined || startedAt >= doneAt) return null
    return 1 - timeWithin(waits.get(item.id) ?? [], startedAt, doneAt) / (doneAt - startedAt)
  })(measure, context)
})

/** How long waits lasted between two instants, in ms. */
function timeWithin(waits: readonly Wait[], from: EpochMs, to: EpochMs): number {
  return waits.reduce((sum, wait) => sum + Math.max(0, Math.min(wait.to ?? to, to) - Math.max(wait.from, from)), 0)
}
