import type { Spot } from './outline-place.ts'
import type { Path } from './pointer.ts'

/** A period of an outline: the plan's, or a KPI's own. */
export interface OutlinedPeriod {
  readonly start: Spot | null
  readonly end: Spot | null
}

/** A KPI of an outline, whether it is written out or a preset's. */
export interface OutlinedKpi {
  readonly id: Spot | null
  readonly objective: Spot | null
  readonly direction: Spot | null
  readonly baseline: number | null
  readonly target: number | null
  readonly hasBaselineAlone: boolean
  readonly path: Path
  readonly period: OutlinedPeriod
  /** The measure, and for a ratio its two parts. */
  readonly measures: readonly OutlinedMeasure[]
}

/** What a KPI of an outline measures. */
export interface OutlinedMeasure {
  readonly path: Path
  readonly metric: string | null
  readonly objectives: readonly Spot[]
  readonly deliverables: readonly Spot[]
  /** Whether `where` has fields beside objectives and deliverables. */
  readonly choosesOtherwise: boolean
}
