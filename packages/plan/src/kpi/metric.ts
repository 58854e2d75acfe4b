import type { ProgressEntry } from '../document/deliverable.ts'
import type { KpiMeasure } from '../document/kpi-measure.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'
import type { SideFacts } from './side-facts.ts'
import type { Span } from './span.ts'

/** What metrics are computed from. */
export interface KpiContext {
  readonly plan: Plan
  /** All items the hub knows: selectors look at them all, and containers are known by their children. */
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
  /** The present: the week it falls in is running. */
  readonly now: EpochMs
  /** What some metrics need beside items; left out, those have no value. */
  readonly side?: SideFacts | undefined
}

/** What evidence shows of a work item, a release or a deployment. */
export interface Contributor extends Pick<WorkItem, 'connection' | 'key' | 'title'> {
  /** That of a work item; of anything else a text. */
  readonly id: number | string
}

/** An item with the number it contributed to a value. */
export interface Contribution extends Contributed {
  readonly item: Contributor
}

/** An entry of manual progress with the number it contributed; it is no item, and in no count. */
export interface EntryContribution extends Contributed {
  readonly deliverable: string
  readonly entry: ProgressEntry
}

interface Contributed {
  readonly value: number
  /** Of a ratio: what it contributed to the value of each side; a side that it takes no part in is absent. */
  readonly sides?: { readonly of?: number; readonly to?: number }
}

/** One of the two values that a ratio divides. */
export interface RatioSide extends MeasuredValue {
  readonly measure: KpiMeasure
}

/** A value with how many items made it. */
export interface MeasuredValue {
  /** Unrounded, in the metric's unit; null when there is no data. */
  readonly value: number | null
  readonly count: number
  /** What is missing from the value, or why there is none, as a sentence; absent when nothing is to be said. */
  readonly note?: string
}

/** A measure laid over the data, ready to be asked for any span. */
export interface Metric {
  /** One value a span, in the order of the spans. */
  values(spans: readonly Span[]): MeasuredValue[]
  /** The items that make the value of a span; as many as its `count`, in the order of {@link byContributor}. */
  evidence(span: Span): Contribution[]
  /** The entries of manual progress in the value of a span; absent where there can be none. */
  entries?(span: Span): EntryContribution[]
  /** What a ratio divides, of a span; absent from every other metric. */
  sides?(span: Span): { readonly of: RatioSide; readonly to: RatioSide }
  /**
   * Of a count: when the first of what it counts came into being, null where nothing ever did. Before that it is 0 because
   * there was nothing. Absent from metrics that have no value then.
   */
  readonly since?: EpochMs | null
  /** Why there never is a value, as a sentence; absent where there can be. */
  readonly note?: string
  /**
   * What a single item has to do with the value of a span, null for nothing: items with the same, in the same order, make the
   * same value. Absent where values are not made of single items by themselves.
   */
  part?(item: WorkItem, span: Span): number | string | null
}

/** Makes a metric of a measure; the part of a metric that depends on its name alone. */
export type MetricFactory = (measure: KpiMeasure, context: KpiContext) => Metric

/** Work items by id, what else there is after them. */
export function byContributor({ item: { id: one } }: Contribution, { item: { id: other } }: Contribution): number {
  if (typeof one === 'number') return typeof other === 'number' ? one - other : -1
  return typeof other === 'number' ? 1 : one < other ? -1 : Number(one > other)
}
