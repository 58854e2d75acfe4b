import { lastCompleteWeek } from '../calendar/complete-weeks.ts'
import { addWeeks, type IsoWeek, weeksBetween } from '../calendar/iso-week.ts'
import type { Kpi } from '../document/kpi.ts'
import { type KpiStatus, toleranceUnit } from './kpi-status.ts'
import { type MarkedValue, markedValues } from './marked-values.ts'
import { type KpiInput, type KpiValue, type ValueSource, valueSourceOf } from './measure-kpi.ts'

/** Where a KPI is heading. */
export type KpiTrend = 'improving' | 'worsening' | 'steady'

/** A KPI at a glance, ready to be sent as JSON. */
export interface KpiSummary extends ValueSource {
  readonly id: string
  readonly title: string
  readonly objective: string | null
  readonly owner: string | null
  readonly unit: string
  /** The preset of the plan document that it comes from; null for one that is written out. */
  readonly preset: Kpi['preset']
  readonly direction: 'up' | 'down'
  /** The value of `week`, the last complete one. */
  readonly current: number | null
  readonly target: number | null
  readonly baseline: number | null
  readonly status: KpiStatus | null
  /** See {@link trendOf}; null when there is nothing to compare. */
  readonly trend: KpiTrend | null
  /** That the value is unusual; null where it is not, or too little is known to tell. */
  readonly anomaly: MarkedValue['anomaly']
  readonly count: number
  readonly week: IsoWeek
  readonly note?: string
}

/** How many weeks before the current one its trend is judged against. */
const TREND_WEEKS = 4

/** A KPI by its last complete week, with its trend over the weeks before. */
export function summariseKpi(input: KpiInput): KpiSummary {
  const { kpi, plan, now } = input
  const week = lastCompleteWeek(now, plan.timeZone)
  const values = markedValues({ ...input, weeks: weeksBetween(addWeeks(week, -TREND_WEEKS), week) })
  const last = values.at(-1)
  const { id, title, objective, owner, unit, preset, direction, target, baseline } = kpi
  return {
    id,
    title,
    objective,
    owner,
    unit,
    preset,
    direction,
    current: last?.value ?? null,
    target,
    baseline,
    status: last?.status ?? null,
    trend: trendOf(kpi, values),
    anomaly: last?.anomaly ?? null,
    count: last?.count ?? 0,
    week,
    ...valueSourceOf(last),
    ...(last?.note === undefined ? {} : { note: last.note }),
  }
}

/**
 * The trend of a KPI: its last value against the mean of those before it. A difference of more than the unit of
 * tolerance (without a target: tolerance times that mean) is improving or worsening, a smaller one steady. Null without
 * a last value or any before it.
 */
export function trendOf(kpi: Kpi, values: readonly Pick<KpiValue, 'value'>[]): KpiTrend | null {
  const last = values.at(-1)?.value ?? null
  const before = values.slice(0, -1).flatMap(({ value }) => value ?? [])
  if (last === null || before.length === 0) return null
  const mean = before.reduce((sum, value) => sum + value, 0) / before.length
  const unit = toleranceUnit(kpi) ?? kpi.tolerance * Math.abs(mean)
  const gain = kpi.direction === 'up' ? last - mean : mean - last
  if (Math.abs(gain) <= unit) return 'steady'
  return gain > 0 ? 'improving' : 'worsening'
}
