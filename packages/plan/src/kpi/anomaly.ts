import type { Kpi } from '../document/kpi.ts'
import type { KpiMetric } from '../document/kpi-metric.ts'
import { toleranceUnit } from './kpi-status.ts'
import type { KpiValue } from './measure-kpi.ts'
import { percentile } from './statistic.ts'

/** That a value lies far from where the weeks before it lay, ready to be sent as JSON. All in the KPI's unit, unrounded. */
export interface Anomaly {
  /** The median of the weeks before. */
  readonly expected: number
  /** Below this, or above `high`, a value is marked. */
  readonly low: number
  readonly high: number
  /** How many robust standard deviations the value lies above, or below when negative; null where the weeks before had none. */
  readonly score: number | null
}

/** How many weeks before a value it is compared with. */
export const ANOMALY_WEEKS = 26

/** With fewer values in them, nothing is marked: a spread of so few says nothing. */
const VALUES_MIN = 8

/** From where on a value is far: the bound of Iglewicz and Hoaglin. */
const SCORE_MAX = 3.5

/** Durations, shares and ratios of fewer items than this jump by chance; they are neither marked nor looked back at. */
const ITEMS_MIN = 5

/** Makes the median absolute deviation, and the mean one, estimates of the standard deviation of normal values. */
const MEDIAN_TO_SIGMA = 1.4826
const MEAN_TO_SIGMA = 1.2533

/**
 * Marks the value of a week that lies further from the median of the KPI's own values in the {@link ANOMALY_WEEKS} weeks
 * before it than 3.5 robust standard deviations, and further than the KPI's unit of tolerance; null otherwise, and with
 * fewer than 8 values to compare with. Later weeks never matter, so a mark does not come and go with time.
 *
 * The robust standard deviation is 1.4826 times the median absolute deviation: the modified z-score of B. Iglewicz and
 * D. Hoaglin, “How to Detect and Handle Outliers” (1993). Where more than half of the values are equal, that is 0, and
 * 1.2533 times the mean absolute deviation about the median stands for it. Counts vary by chance by about their square
 * root, so theirs is never less than that, nor than 1. Weeks that are not over, weeks without a value, and durations,
 * shares and ratios of fewer than 5 items take no part. `progress` piles up and has no level to leave: it is never marked.
 *
 * @param before values of earlier weeks, those of the last {@link ANOMALY_WEEKS} at most.
 */
export function anomalyOf(kpi: Kpi, value: KpiValue, before: readonly KpiValue[]): Anomaly | null {
  const { metric } = kpi.measure
  const number = comparable(metric, value)
  const values = before.flatMap((each) => comparable(metric, each) ?? [])
  if (metric === 'progress' || number === null || values.length < VALUES_MIN) return null
  const expected = median(values)
  const deviations = values.map((each) => Math.abs(each - expected))
  const measured = MEDIAN_TO_SIGMA * median(deviations) || MEAN_TO_SIGMA * mean(deviations)
  const spread = isCount(metric) ? Math.max(measured, Math.sqrt(expected), 1) : measured
  const reach = Math.max(SCORE_MAX * spread, toleranceUnit(kpi) ?? kpi.tolerance * Math.abs(expected))
  if (Math.abs(number - expected) <= reach) return null
  // Nothing that is measured is ever below 0.
  const low = metric === 'manual' ? expected - reach : Math.max(0, expected - reach)
  return { expected, low, high: expected + reach, score: spread === 0 ? null : (number - expected) / spread }
}

/** Marks each of the values of weeks in a row by those before it, itself and later ones left out. */
export function anomalies(kpi: Kpi, values: readonly KpiValue[]): (Anomaly | null)[] {
  return values.map((value, index) => anomalyOf(kpi, value, values.slice(Math.max(0, index - ANOMALY_WEEKS), index)))
}

function comparable(metric: KpiMetric, { value, partial, source, count }: KpiValue): number | null {
  if (value === null || partial === true) return null
  const isThin = source === 'measured' && !isCount(metric) && metric !== 'manual' && count < ITEMS_MIN
  return isThin ? null : value
}

function isCount(metric: KpiMetric): boolean {
  switch (metric) {
    case 'items.created':
    case 'items.done':
    case 'items.open':
    case 'items.wip':
    case 'items.reopened':
    case 'prs.opened':
    case 'prs.merged':
    case 'releases.published':
    case 'deployments.count':
    case 'sprint.committed':
    case 'sprint.done':
      return true
    default:
      return false
  }
}

function median(values: readonly number[]): number {
  return (
    percentile(
      values.toSorted((one, other) => one - other),
      50,
    ) ?? 0
  )
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
