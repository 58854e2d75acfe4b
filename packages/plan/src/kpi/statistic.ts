import type { KpiStat } from '../document/kpi-metric.ts'

const PERCENTILES: Readonly<Record<Exclude<KpiStat, 'mean' | 'max'>, number>> = { p50: 50, p75: 75, p85: 85, p95: 95 }

/** One number for many, in no order; null for none. The order of `values` does not matter, not even to the last digit. */
export function statistic(values: readonly number[], stat: KpiStat): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  switch (stat) {
    case 'mean':
      return sorted.length === 0 ? null : sorted.reduce((sum, value) => sum + value, 0) / sorted.length
    case 'max':
      return sorted.at(-1) ?? null
    default:
      return percentile(sorted, PERCENTILES[stat])
  }
}

/**
 * A percentile by linear interpolation between order statistics: type 7 of Hyndman and Fan, “Sample Quantiles in
 * Statistical Packages” (1996), the default of numpy and of R. Null for no values.
 *
 * @param sorted in ascending order.
 * @param percent 0 to 100.
 */
export function percentile(sorted: readonly number[], percent: number): number | null {
  const position = ((sorted.length - 1) * percent) / 100
  const lower = sorted[Math.floor(position)]
  const upper = sorted[Math.ceil(position)]
  if (lower === undefined || upper === undefined) return null
  return lower + (upper - lower) * (position - Math.floor(position))
}
