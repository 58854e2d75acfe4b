import { isoInstant } from '../calendar/instant.ts'
import type { IsoWeek } from '../calendar/iso-week.ts'
import type { KpiMetric, KpiStat } from '../document/kpi-metric.ts'
import { type KpiInput, measureKpi, type ValueSource, valueSourceOf } from './measure-kpi.ts'
import type { Contribution, EntryContribution, Metric, RatioSide } from './metric.ts'
import { metricOf } from './registry.ts'
import { type Span, spansOf } from './span.ts'

/** What is behind a KPI's value of a week, ready to be sent as JSON. */
export interface KpiEvidence extends ValueSource {
  readonly week: IsoWeek
  readonly value: number | null
  /** As many as the value's `count`, in ascending order of item id, releases and deployments after them. */
  readonly items: readonly KpiContribution[]
  /** Manual progress in the value: no items, so in no count. */
  readonly entries: readonly EnteredProgress[]
  /** What a ratio divides; absent from every other metric. */
  readonly sides?: { readonly of: KpiSide; readonly to: KpiSide }
}

/** The number that something contributed. */
interface Contributes {
  /** The value is the sum of these, those of entries included, or the KPI's statistic over them. */
  readonly contribution: number
  /** Of a ratio: what it contributed to the value that is divided. */
  readonly of?: number
  /** Of a ratio: what it contributed to the value that is divided by. */
  readonly to?: number
}

/** An item, a release or a deployment behind a KPI's value. */
export interface KpiContribution extends Contributes {
  readonly connection: string
  readonly key: string
  readonly title: string
}

/** An entry of manual progress behind a KPI's value. */
interface EnteredProgress extends Contributes {
  readonly deliverable: string
  readonly date: string
  readonly progress: number
  readonly note: string | null
  /** Null for an entry of the document, and where it is not known. */
  readonly author: string | null
  /** ISO 8601, UTC; null for an entry of the document. */
  readonly createdAt: string | null
}

/** One of the two values that a ratio divides. */
interface KpiSide {
  readonly metric: KpiMetric
  readonly stat: KpiStat | null
  readonly value: number | null
  readonly count: number
}

/**
 * What makes a KPI's value of a week: the items with the number each contributed, or who entered it, when and why. Behind an
 * entered value and a week to come there are no items. `measured` tells what is behind the measured value, also where
 * another was entered in front of it. Throws ValidationError `week.invalid` for a week that is none.
 */
export function kpiEvidence(
  input: KpiInput,
  week: IsoWeek,
  options: { readonly measured?: boolean } = {},
): KpiEvidence {
  const { plan, kpi, now } = input
  const [value] = measureKpi({ ...input, weeks: [week], ...(options.measured === true ? { manualValues: [] } : {}) })
  const [span] = spansOf([week], kpi.measure.windowWeeks, plan.timeZone, now)
  const said = { week, value: value?.value ?? null, ...valueSourceOf(value) }
  if (span === undefined || span.phase === 'future' || said.source === 'entered') {
    return { ...said, items: [], entries: [] }
  }
  return { ...said, ...behind(metricOf(kpi.measure, input), span) }
}

function behind(metric: Metric, span: Span): Pick<KpiEvidence, 'items' | 'entries' | 'sides'> {
  const sides = metric.sides?.(span)
  return {
    items: metric.evidence(span).map(contributionOf),
    entries: (metric.entries?.(span) ?? []).map(enteredProgress),
    ...(sides === undefined ? {} : { sides: { of: sideOf(sides.of), to: sideOf(sides.to) } }),
  }
}

function contributionOf({ item: { connection, key, title }, value, sides }: Contribution): KpiContribution {
  return { connection, key, title, contribution: value, ...sides }
}

function enteredProgress({ deliverable, entry, value, sides }: EntryContribution): EnteredProgress {
  const { date, progress, note, entered } = entry
  return {
    deliverable,
    date,
    progress,
    note,
    author: entered?.author ?? null,
    createdAt: entered === undefined ? null : isoInstant(entered.createdAt),
    contribution: value,
    ...sides,
  }
}

function sideOf({ measure: { metric, stat }, value, count }: RatioSide): KpiSide {
  return { metric, stat, value, count }
}
