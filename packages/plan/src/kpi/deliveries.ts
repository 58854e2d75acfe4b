import { dateOf, dayStart } from '../calendar/instant.ts'
import type { EpochMs } from '../item/work-item.ts'
import { compilePlaces, fieldsOfItemsOnly } from './chosen-places.ts'
import { isWithin } from './item-metric.ts'
import type { Contribution, Metric, MetricFactory } from './metric.ts'
import { noDataMetric } from './no-data-metric.ts'
import type { Delivery } from './side-facts.ts'
import { sideMetric } from './side-metric.ts'
import type { Span } from './span.ts'
import { unknownDeliveries } from './unknown-deliveries.ts'

/** `releases.published`: releases and released versions that came out in the window, prereleases left out. */
export const releasesPublished = deliveryCount('release')

/** `deployments.count`: production deployments that were reported as successful for the first time in the window. */
export const deploymentsCount = deliveryCount('deployment')

function deliveryCount(kind: Delivery['kind']): MetricFactory {
  return sideMetric((measure, context, { deliveries, readings }): Metric => {
    const { where } = measure
    const strange = fieldsOfItemsOnly(where)
    if (strange.length > 0) {
      const note = `A ${kind} has no \`${strange.join('` and no `')}\`; name its \`connection\`, \`repo\` or \`project\`.`
      return noDataMetric(note)(measure, context)
    }
    const isChosen = compilePlaces(where, context)
    const read = readings.filter((reading) => reading.kind === kind && isChosen(reading))
    const chosen = deliveries
      .filter((delivery) => delivery.kind === kind && isChosen(delivery))
      .map((delivery) => ({ ...delivery, at: instantOf(delivery, context.plan.timeZone) }))
      .sort(byTime)
    // A first reading that goes on has told a part; a tool that refuses now has told what came out before.
    const isKnown = chosen.length > 0 || read.some((reading) => reading.isKnown)
    const note = read.length === 0 ? NO_PLACE : unknownDeliveries(read)
    const within = (span: Span) => chosen.filter(({ at }) => isWithin(at, span))
    const [first] = chosen
    return {
      since: first?.at ?? null,
      values: (spans) =>
        spans.map((span) => {
          const count = within(span).length
          return { value: isKnown ? count : null, count, ...(note === undefined ? {} : { note }) }
        }),
      evidence: (span) => within(span).map((delivery): Contribution => ({ item: contributorOf(delivery), value: 1 })),
    }
  })
}

/** A day that is known without a time belongs to the plan’s day of that date. */
function instantOf({ at, isDay }: Delivery, timeZone: string): EpochMs {
  return isDay ? dayStart(dateOf(at, 'UTC'), timeZone) : at
}

const NO_PLACE =
  'No repository is chosen: link pull requests there, or name a `repo` or `project` that a connection reads.'

function contributorOf({ connection, scope, kind, id, name }: Delivery): Contribution['item'] {
  // Names of releases may repeat, and environments do: the id tells them apart.
  const key = `${scope} ${kind} ${id}`
  return { id: `${connection} ${key}`, connection, key, title: name }
}

function byTime(one: Delivery, other: Delivery): number {
  return one.at - other.at || (one.id < other.id ? -1 : 1)
}
