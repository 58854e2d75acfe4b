import { addWeeks, type IsoWeek, weekOf } from '../calendar/iso-week.ts'
import { ANOMALY_WEEKS, type Anomaly, anomalies } from './anomaly.ts'
import { keptSince } from './kept-measures.ts'
import { type KpiInput, type KpiValue, valuesBy } from './measure-kpi.ts'
import type { Metric } from './metric.ts'
import { metricOnce } from './registry.ts'

/** The value of a week with its mark, ready to be sent as JSON. */
export interface MarkedValue extends KpiValue {
  /** Null where the value is not unusual, or too little is known to tell. See `anomalyOf`. */
  readonly anomaly: Anomaly | null
}

/**
 * Measures a KPI over weeks in a row, as `measureKpi` does, and marks each value by the weeks before it.
 *
 * @param input `weeks` in order and without gaps.
 */
export function markedValues(input: KpiInput & { readonly weeks: readonly IsoWeek[] }): MarkedValue[] {
  const before = weeksBefore(input.weeks[0])
  const metric = metricOnce(input)
  const values = valuesBy(metric, { ...input, weeks: [...before, ...input.weeks] })
  const isOfNothing = beforeAnything(
    keptSince(input, () => metric().since),
    input.plan.timeZone,
  )
  const compared = values.map((value) => (isOfNothing(value) ? { ...value, value: null } : value))
  const marks = anomalies(input.kpi, compared)
  return values.map((value, index): MarkedValue => ({ ...value, anomaly: marks[index] ?? null })).slice(before.length)
}

/** Weeks are counted from the year 1 on. */
function weeksBefore(first: IsoWeek | undefined): IsoWeek[] {
  if (first === undefined) return []
  return Array.from({ length: ANOMALY_WEEKS }, (_, index) => addWeeks(first, index - ANOMALY_WEEKS)).filter(
    (week) => week >= '0001-W01',
  )
}

/** Whether a value is a count of 0 from before there was anything to count, which is none to be compared with. */
function beforeAnything(since: Metric['since'], timeZone: string): (value: KpiValue) => boolean {
  if (since === undefined) return () => false
  const begun = since === null ? null : weekOf(since, timeZone)
  return ({ source, week }) => source === 'measured' && (begun === null || week < begun)
}
