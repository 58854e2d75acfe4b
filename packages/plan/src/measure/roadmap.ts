import { completeWeeks } from '../calendar/complete-weeks.ts'
import { isoInstant } from '../calendar/instant.ts'
import type { DeliverableStatus } from '../document/deliverable.ts'
import type { Plan } from '../document/plan.ts'
import type { Calibration } from '../forecast/calibrate.ts'
import type { Forecast, ForecastBasis } from '../forecast/forecast.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'
import { deliverableHealth, type Health } from './health.ts'
import type { DataFreshness, HealthContext } from './health-context.ts'
import type { Outlook } from './outlook.ts'
import { type Measured, type MeasuredDeliverable, type MeasuredPlan, measurePlan } from './plan-progress.ts'
import { type PlanWork, planWork } from './plan-work.ts'
import type { StateCounts } from './progress.ts'
import { worstHealth } from './worst-health.ts'

/** What a roadmap is made of. */
export interface RoadmapInput {
  readonly plan: Plan
  /** Number of the stored version of the plan. */
  readonly version: number
  /** All items the hub knows; those that are linked to nothing change nothing here. */
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
  /** The instant the numbers are of. */
  readonly asOf: EpochMs
  /** The present: where `asOf` is later, the age of the data, movement and growth are judged by it. */
  readonly now: EpochMs
  /** Left out, coverage and age of the data do not enter health. */
  readonly data?: DataFreshness
  /** As of `asOf`. Left out, there are no forecasts, and neither they nor KPIs enter health. */
  readonly outlook?: Outlook
}

/** The answer of `GET /plans/{id}/roadmap`, ready to be sent as JSON. */
export interface Roadmap {
  readonly plan: string
  readonly title: string
  readonly version: number
  /** ISO 8601, UTC. */
  readonly asOf: string
  readonly timeZone: string
  /** 0..1, unrounded; null when nothing is left to measure. */
  readonly progress: number | null
  readonly measured: Measured
  readonly health: Health
  readonly objectives: readonly RoadmapObjective[]
}

/** An objective of a {@link Roadmap}. */
export interface RoadmapObjective {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly horizon: 'long' | 'short' | null
  readonly weight: number
  readonly progress: number | null
  readonly measured: Measured
  readonly health: Health
  readonly deliverables: readonly RoadmapDeliverable[]
}

/** A deliverable of a {@link Roadmap}. */
export interface RoadmapDeliverable {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly status: DeliverableStatus
  readonly weight: number
  readonly progress: number | null
  /** Counted items by state. */
  readonly counts: StateCounts
  /** First and last day, in the plan's time zone. */
  readonly start: string | null
  readonly due: string | null
  readonly dependsOn: readonly string[]
  /** Days by which so many of a hundred trials finish; null when no forecast was made. */
  readonly forecast: Forecast | null
  /** What the forecast stands on, or why there is none; null when none was asked for. */
  readonly forecastBasis: ForecastBasis | null
  /** How often the dates of past forecasts held; null without a forecast, and where not one date has passed. */
  readonly calibration: Calibration | null
  readonly health: Health
}

/** Measures every objective and deliverable of a plan at an instant. The same input gives the same numbers. */
export function measureRoadmap(input: RoadmapInput): Roadmap {
  return roadmapOf(planWork(input.plan, input.items, input.links), input)
}

/** {@link measureRoadmap} over work that is already sorted under the plan. */
export function roadmapOf(
  work: PlanWork,
  { plan, version, asOf, now, data, outlook }: Omit<RoadmapInput, 'items' | 'links'>,
): Roadmap {
  const measured = measurePlan(work, asOf)
  const seenAt = Math.min(asOf, now)
  const context: HealthContext = {
    plan,
    at: asOf,
    seenAt,
    data: data ?? null,
    deliverables: byId(measured),
    forecasts: outlook?.forecasts ?? null,
    offTrackKpis: outlook?.offTrackKpis ?? [],
    recentWeeks: completeWeeks(seenAt, plan.health.growthWeeks + 1, plan.timeZone),
  }
  const objectives = measured.objectives.map((objective): RoadmapObjective => {
    const { id, title, owner, horizon, weight } = objective.work.objective
    const deliverables = objective.deliverables.map((part) => roadmapDeliverable(part, context, outlook))
    const { progress, measured: standsOn } = objective
    const health = worstHealth(deliverables, 'deliverable')
    return { id, title, owner, horizon, weight, progress, measured: standsOn, health, deliverables }
  })
  return {
    plan: plan.id,
    title: plan.title,
    version,
    asOf: isoInstant(asOf),
    timeZone: plan.timeZone,
    progress: measured.progress,
    measured: measured.measured,
    health: worstHealth(objectives, 'objective'),
    objectives,
  }
}

function roadmapDeliverable(
  measured: MeasuredDeliverable,
  context: HealthContext,
  outlook: Outlook | undefined,
): RoadmapDeliverable {
  const { id, title, owner, status, weight, start, due, dependsOn } = measured.work.deliverable
  const { progress, counts } = measured
  const { forecast = null, basis: forecastBasis = null } = outlook?.forecasts.get(id) ?? {}
  const calibration = forecast === null ? null : (outlook?.calibration.of(id) ?? null)
  const health = deliverableHealth(measured, context)
  return {
    id,
    title,
    owner,
    status,
    weight,
    progress,
    counts,
    start,
    due,
    dependsOn,
    forecast,
    forecastBasis,
    calibration,
    health,
  }
}

function byId(measured: MeasuredPlan): ReadonlyMap<string, MeasuredDeliverable> {
  return new Map(
    measured.objectives.flatMap(({ deliverables }) => deliverables.map((part) => [part.work.deliverable.id, part])),
  )
}
