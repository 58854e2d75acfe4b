import type { KpiStat } from '../document/kpi-metric.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import { remembered } from '../remembered.ts'
import type { Contribution, MeasuredValue, Metric, MetricFactory } from './metric.ts'
import { choosing, chosenItems, looksAboveItems, type Population } from './population.ts'
import type { Span } from './span.ts'
import { statistic } from './statistic.ts'

/** What one item contributes to the value of a span; null when it takes no part. */
export type ContributionOf = (item: WorkItem, span: Span) => number | null

/** A metric that adds up what its items contribute: 0 without any. */
export function countingMetric(population: Population, contributionOf: ContributionOf): MetricFactory {
  return itemMetric(population, contributionOf, null)
}

/** A metric that is a statistic over what its items contribute: null without any. */
export function durationMetric(population: Population, contributionOf: ContributionOf): MetricFactory {
  return itemMetric(population, contributionOf, 'p50')
}

function itemMetric(
  population: Population,
  contributionOf: ContributionOf,
  defaultStat: KpiStat | null,
): MetricFactory {
  return (measure, context): Metric => {
    const items = chosenItems(population, measure.where, context)
    const stat = defaultStat === null ? null : (measure.stat ?? defaultStat)
    const isChosen = remembered(choosing(population, measure.where, context))
    return {
      ...(stat === null ? { since: firstCreation(items) } : {}),
      ...(looksAboveItems(measure.where)
        ? {}
        : {
            part: (item, span) => (isChosen(item) && item.createdAt <= span.at ? contributionOf(item, span) : null),
          }),
      values(spans) {
        const contributed = spans.map((): number[] => [])
        for (const item of items) {
          for (const [index, span] of spans.entries()) {
            if (item.createdAt > span.at) continue
            const value = contributionOf(item, span)
            if (value !== null) contributed[index]?.push(value)
          }
        }
        return contributed.map((values) => reduce(values, stat))
      },
      evidence(span) {
        // A loop: of all items most contribute nothing to one week.
        const contributions: Contribution[] = []
        for (const item of items) {
          const value = item.createdAt > span.at ? null : contributionOf(item, span)
          if (value !== null) contributions.push({ item, value })
        }
        return contributions
      },
    }
  }
}

function firstCreation(items: readonly WorkItem[]): EpochMs | null {
  return items.reduce((first: EpochMs | null, item) => Math.min(first ?? item.createdAt, item.createdAt), null)
}

function reduce(values: readonly number[], stat: KpiStat | null): MeasuredValue {
  const value = stat === null ? values.reduce((sum, one) => sum + one, 0) : statistic(values, stat)
  return { value, count: values.length }
}

/** Whether an instant lies in the window of a span. */
export function isWithin(at: EpochMs, span: Span): boolean {
  return at >= span.start && at < span.end
}

/**
 * When an item was done in a span: the last move into done, if that lies in the window and the item is done at its end.
 * Null otherwise, so an item reopened and done again counts in both weeks.
 */
export function doneWithin(item: WorkItem, span: Span): EpochMs | null {
  const doneAt = doneAtEnd(item, span)
  return doneAt !== null && isWithin(doneAt, span) ? doneAt : null
}

/** The last move into done of an item that is done at the end of a span; null otherwise. */
export function doneAtEnd(item: WorkItem, span: Span): EpochMs | null {
  // A loop: this is asked of every item for every week.
  for (let index = item.timeline.length - 1; index >= 0; index -= 1) {
    const move = item.timeline[index]
    if (move !== undefined && move.at <= span.at) return move.to === 'done' ? move.at : null
  }
  return null
}
