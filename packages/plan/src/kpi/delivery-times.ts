import type { EpochMs } from '../item/work-item.ts'
import { HOUR_MS } from '../measure/words.ts'
import { doneAtEnd, durationMetric, isWithin } from './item-metric.ts'
import type { Metric } from './metric.ts'
import { compileWhere, populationOf } from './population.ts'
import { type Delivery, placeKey } from './side-facts.ts'
import { sideMetric } from './side-metric.ts'
import { unknownDeliveries } from './unknown-deliveries.ts'

/**
 * `prs.lead_time`: from opened to the first delivery of its repository after the merge, in hours, of pull requests
 * delivered in the window. Which release holds which commit is not read, so the first one after the merge stands for it.
 */
export const prsLeadTime = sideMetric((measure, context, { deliveries, readings }): Metric => {
  const instants = instantsByPlace(deliveries)
  const metric = durationMetric('pull_requests', (item, span) => {
    const mergedAt = doneAtEnd(item, span)
    const deliveredAt = mergedAt === null ? undefined : firstAfter(instants.get(placeKey(item)) ?? [], mergedAt)
    return deliveredAt !== undefined && isWithin(deliveredAt, span) ? (deliveredAt - item.createdAt) / HOUR_MS : null
  })(measure, context)
  const pulls = populationOf(context.items, 'pull_requests').filter(compileWhere(measure.where, context))
  const places = new Set(pulls.map(placeKey))
  const note = unknownDeliveries(readings.filter((reading) => places.has(placeKey(reading))))
  if (note === undefined) return metric
  return { ...metric, values: (spans) => metric.values(spans).map((value) => ({ ...value, note })) }
})

/** The instants at which something was delivered of each place, oldest first. */
function instantsByPlace(deliveries: readonly Delivery[]): ReadonlyMap<string, readonly EpochMs[]> {
  const byPlace = Map.groupBy(deliveries, placeKey)
  return new Map(
    Array.from(byPlace, ([place, own]) => [place, own.map(({ at }) => at).sort((one, other) => one - other)]),
  )
}

/** The first of ascending instants that is later than another; by halves, as it is asked for every item and week. */
function firstAfter(instants: readonly EpochMs[], after: EpochMs): EpochMs | undefined {
  let low = 0
  let high = instants.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((instants[middle] ?? after) > after) high = middle
    else low = middle + 1
  }
  return instants[low]
}
