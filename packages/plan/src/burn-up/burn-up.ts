import type { Forecast } from '../forecast/forecast.ts'

/** How a burn-up is cut: by day, or by ISO week. */
export type BurnUpBy = 'day' | 'week'

/** How much work there was, in numbers of counted items and in weight. */
export interface WorkAmount {
  readonly items: number
  /** In the unit of the burn-up: items or points. */
  readonly weight: number
}

/** How a deliverable, an objective or a plan stood at the end of a day or a week. */
export interface BurnUpPoint {
  /** The day, `2026-11-22`, or the week, `2026-W47`, in the plan’s time zone. */
  readonly period: string
  /** The instant it is measured at, ISO 8601 in UTC: the last millisecond of the period, or the end of the series. */
  readonly at: string
  /** True where the series ends within the period: its numbers may still change. */
  readonly isPartial: boolean
  /** What existed and was not dropped: todo, in progress and done; also in cancelled deliverables, which `progress` leaves out. */
  readonly scope: WorkAmount
  readonly done: WorkAmount
  readonly inProgress: WorkAmount
  readonly todo: WorkAmount
  /** What was dropped; not in the scope. */
  readonly dropped: WorkAmount
  /** 0..1, unrounded, as every other number has it; null when there was nothing to measure. */
  readonly progress: number | null
}

/** Scope and what was done of it over time, ready to be sent as JSON. */
export interface BurnUp {
  readonly plan: string
  /** Id of a deliverable or an objective, or of the plan. */
  readonly node: string
  readonly kind: 'deliverable' | 'objective' | 'plan'
  readonly title: string
  readonly timeZone: string
  readonly by: BurnUpBy
  /**
   * What weights are in: points where all of its work is weighed by them, else items. Points are the estimates of today; an
   * item without one weighs the median of those that existed at each point.
   */
  readonly unit: 'items' | 'points'
  /** Last day of a deliverable; of an objective or the plan, the latest of its deliverables that are not cancelled. */
  readonly due: string | null
  /** When a deliverable will be finished; null for an objective and the plan, and where none could be made. */
  readonly forecast: Forecast | null
  /** Oldest first, without gaps. */
  readonly points: readonly BurnUpPoint[]
}
