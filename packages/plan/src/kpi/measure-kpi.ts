import type { IsoWeek } from '../calendar/iso-week.ts'
import type { Kpi } from '../document/kpi.ts'
import { type KpiStatus, kpiStatus } from './kpi-status.ts'
import { type ManualValue, manualValueOf } from './manual-value.ts'
import type { KpiContext } from './metric.ts'
import { metricOf } from './registry.ts'
import { type Span, spansOf } from './span.ts'

/** What a KPI is measured from. */
export interface KpiInput extends KpiContext {
  readonly kpi: Kpi
  /** Entered values of this KPI, in no order; they win over measured ones. */
  readonly manualValues?: readonly ManualValue[]
}

/** The value of one week, ready to be sent as JSON. */
export interface KpiValue {
  readonly week: IsoWeek
  /** Unrounded, in the KPI's unit; null when there is no data. */
  readonly value: number | null
  /** How many items made the value; 0 for an entered one. */
  readonly count: number
  /** Null in a week that is not over, and without a target. */
  readonly status: KpiStatus | null
  /** Present while the week is not over. */
  readonly partial?: true
  /** Why there is no value, what is missing from one, or the reason given for an entered one. */
  readonly note?: string
}

/**
 * Measures a KPI over weeks, in the order given. Each value is as of the end of its week and covers the KPI's window;
 * in the running week it is as of now, partial and without a status; weeks to come have no value.
 *
 * Throws ValidationError `week.invalid` for a week that is none.
 */
export function measureKpi(input: KpiInput & { readonly weeks: readonly IsoWeek[] }): KpiValue[] {
  const { plan, kpi, weeks, now, manualValues = [] } = input
  const spans = spansOf(weeks, kpi.measure.windowWeeks, plan.timeZone, now)
  const metric = metricOf(kpi.measure, input)
  const measured = metric.values(spans)
  return spans.map((span, index): KpiValue => {
    const entered = manualValueOf(span.week, manualValues)
    if (entered !== null) return kpiValue(input, span, { value: entered.value, count: 0, note: entered.reason })
    if (span.phase === 'future') return kpiValue(input, span, { value: null, count: 0 })
    const { value, count, note } = measured[index] ?? { value: null, count: 0 }
    const said = note ?? (value === null ? metric.note : undefined)
    return kpiValue(input, span, { value, count, ...(said === undefined ? {} : { note: said }) })
  })
}

function kpiValue(
  { kpi, plan }: KpiInput,
  span: Span,
  found: Pick<KpiValue, 'value' | 'count'> & { readonly note?: string },
): KpiValue {
  const { value, count, note } = found
  const reason = note === undefined ? {} : { note }
  if (span.phase !== 'complete') return { week: span.week, value, count, status: null, partial: true, ...reason }
  return { week: span.week, value, count, status: kpiStatus(kpi, value, span.asOf, plan.timeZone), ...reason }
}
