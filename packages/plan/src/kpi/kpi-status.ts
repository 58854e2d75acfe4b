import { dayEnd, dayStart } from '../calendar/instant.ts'
import type { Kpi } from '../document/kpi.ts'
import type { EpochMs } from '../item/work-item.ts'

/** How a value stands to what was expected of it. */
export type KpiStatus = 'on_track' | 'at_risk' | 'off_track' | 'no_data'

/** A value this little beyond a limit, as a part of the numbers compared, is on it: binary fractions are not exact. */
const EXACTNESS = 1e-9

/**
 * Judges a value at an instant: on track up to one unit of tolerance on the worse side of what is expected, at risk up
 * to two, off track beyond. Null for a KPI without a target, which nothing can be judged by.
 */
export function kpiStatus(kpi: Kpi, value: number | null, at: EpochMs, timeZone: string): KpiStatus | null {
  if (value === null) return 'no_data'
  const expected = expectedValue(kpi, at, timeZone)
  const unit = toleranceUnit(kpi)
  if (expected === null || unit === null) return null
  const shortfall = kpi.direction === 'up' ? expected - value : value - expected
  const slack = EXACTNESS * Math.max(Math.abs(expected), Math.abs(value), unit)
  if (shortfall <= unit + slack) return 'on_track'
  return shortfall <= 2 * unit + slack ? 'at_risk' : 'off_track'
}

/**
 * What a KPI is expected to be at an instant: on a straight line from `baseline` at the start of its period to `target`
 * at the end, constant before and after. Without a baseline it is the target throughout; null without a target.
 */
export function expectedValue(kpi: Kpi, at: EpochMs, timeZone: string): number | null {
  if (kpi.target === null || kpi.baseline === null) return kpi.target
  const start = dayStart(kpi.period.start, timeZone)
  const end = dayEnd(kpi.period.end, timeZone) + 1
  const part = Math.min(1, Math.max(0, (at - start) / (end - start)))
  return kpi.baseline + (kpi.target - kpi.baseline) * part
}

/**
 * The unit in which shortfall is measured: tolerance times the way from baseline to target, times the target where
 * there is no way. Null without a target.
 */
export function toleranceUnit({ baseline, target, tolerance }: Kpi): number | null {
  if (target === null) return null
  const way = baseline === null ? 0 : Math.abs(target - baseline)
  return tolerance * (way === 0 ? Math.abs(target) : way)
}
