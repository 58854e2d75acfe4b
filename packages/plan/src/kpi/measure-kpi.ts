import type { IsoWeek } from '../calendar/iso-week.ts'
import type { Kpi } from '../document/kpi.ts'
import { keptWeeks } from './kept-measures.ts'
import { type KpiStatus, kpiStatus } from './kpi-status.ts'
import { type Entered, enteredOf, type ManualValue, manualValueOf } from './manual-value.ts'
import type { KpiContext, MeasuredValue, Metric } from './metric.ts'
import { metricOnce } from './registry.ts'
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
  return valuesBy(metricOnce(input), input)
}

/** What {@link measureKpi} answers, by the KPI's metric, which is made only where something has to be measured. */
export function valuesBy(metric: () => Metric, input: KpiInput & { readonly weeks: readonly IsoWeek[] }): KpiValue[] {
  const { plan, kpi, weeks, now, manualValues = [] } = input
  const spans = spansOf(weeks, kpi.measure.windowWeeks, plan.timeZone, now)
  const measured = measureSpans(metric, input, spans)
  return spans.map((span, index): KpiValue => {
    const found = span.phase === 'future' ? NOTHING : (measured[index] ?? NOTHING)
    const manual = manualValueOf(span.week, manualValues)
    if (manual === null) return kpiValue(input, span, { source: 'measured', ...found })
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

/** Measures what was not measured before of the same data. The running week's value is of this very moment, so it is not kept. */
function measureSpans(metric: () => Metric, input: KpiInput, spans: readonly Span[]): MeasuredValue[] {
  const kept = keptWeeks(input)
  const missing = spans.filter(({ phase, week }) => phase === 'running' || (phase === 'complete' && !kept.has(week)))
  const values = missing.length === 0 ? [] : metric().values(missing)
  const fresh = new Map(missing.map((span, index) => [span, withReason(values[index] ?? NOTHING, metric())]))
  for (const [span, value] of fresh) if (span.phase === 'complete') kept.set(span.week, value)
  return spans.map((span) => fresh.get(span) ?? kept.get(span.week) ?? NOTHING)
}

function withReason({ value, count, note }: MeasuredValue, metric: Metric): MeasuredValue {
  const said = note ?? (value === null ? metric.note : undefined)
  return { value, count, ...(said === undefined ? {} : { note: said }) }
}

function kpiValue({ kpi, plan }: KpiInput, span: Span, found: Found): KpiValue {
  const isComplete = span.phase === 'complete'
  const status = isComplete ? kpiStatus(kpi, found.value, span.asOf, plan.timeZone) : null
  return { week: span.week, ...found, status, ...(isComplete ? {} : { partial: true }) }
}
