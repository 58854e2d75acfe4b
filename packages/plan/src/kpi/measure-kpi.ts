import type { IsoWeek } from '../calendar/iso-week.ts'
import type { Kpi } from '../document/kpi.ts'
import { type KpiStatus, kpiStatus } from './kpi-status.ts'
import { type Entered, enteredOf, type ManualValue, manualValueOf } from './manual-value.ts'
import type { KpiContext, MeasuredValue, Metric } from './metric.ts'
import { metricOf } from './registry.ts'
import { type Span, spansOf } from './span.ts'

/** What a KPI is measured from. */
export interface KpiInput extends KpiContext {
  readonly kpi: Kpi
  /** Entered values of this KPI, in no order; they win over measured ones. */
  readonly manualValues?: readonly ManualValue[]
}

/** Where a value comes from; an entered one says so wherever it is shown, and shows what it stands in front of. */
export interface ValueSource {
  readonly source: 'measured' | 'entered'
  /** Who entered the value, when and why; only of an entered one. */
  readonly entered?: Entered
  /** What is measured for the week that an entered value overrides; absent for a KPI that is entered only. */
  readonly measured?: number | null
}

/** The value of one week, ready to be sent as JSON. */
export interface KpiValue extends ValueSource {
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
  return valuesBy(metricOf(input.kpi.measure, input), input)
}

/** What {@link measureKpi} answers, by the KPI's metric where that is at hand. */
export function valuesBy(metric: Metric, input: KpiInput & { readonly weeks: readonly IsoWeek[] }): KpiValue[] {
  const { plan, kpi, weeks, now, manualValues = [] } = input
  const spans = spansOf(weeks, kpi.measure.windowWeeks, plan.timeZone, now)
  const measured = metric.values(spans)
  return spans.map((span, index): KpiValue => {
    const found = span.phase === 'future' ? NOTHING : (measured[index] ?? NOTHING)
    const manual = manualValueOf(span.week, manualValues)
    if (manual === null) return kpiValue(input, span, withReason(found, span, metric))
    const beside = kpi.measure.metric === 'manual' ? {} : { measured: found.value }
    const entered = { source: 'entered' as const, entered: enteredOf(manual), ...beside }
    return kpiValue(input, span, { ...entered, value: manual.value, count: 0, note: manual.reason })
  })
}

/** Where a value comes from, apart from the value; one that is not there was measured. */
export function valueSourceOf(value: ValueSource | undefined): ValueSource {
  if (value?.source !== 'entered') return { source: 'measured' }
  const { source, entered, measured } = value
  return {
    source,
    ...(entered === undefined ? {} : { entered }),
    ...(measured === undefined ? {} : { measured }),
  }
}

const NOTHING: MeasuredValue = { value: null, count: 0 }

type Found = Omit<KpiValue, 'week' | 'status' | 'partial'>

function withReason({ value, count, note }: MeasuredValue, span: Span, metric: Metric): Found {
  const said = note ?? (value === null && span.phase !== 'future' ? metric.note : undefined)
  return { source: 'measured', value, count, ...(said === undefined ? {} : { note: said }) }
}

function kpiValue({ kpi, plan }: KpiInput, span: Span, found: Found): KpiValue {
  const isComplete = span.phase === 'complete'
  const status = isComplete ? kpiStatus(kpi, found.value, span.asOf, plan.timeZone) : null
  return { week: span.week, ...found, status, ...(isComplete ? {} : { partial: true }) }
}
