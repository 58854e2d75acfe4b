import type { KpiMeasure } from '../document/kpi-measure.ts'
import type { KpiMetric } from '../document/kpi-metric.ts'
import type { Plan } from '../document/plan.ts'
import type { SprintStay } from '../item/sprint.ts'
import type { Wait } from '../item/waits.ts'
import type { EpochMs } from '../item/work-item.ts'

/** What metrics know beside the items of a portfolio. Read only as far as the KPIs of a plan need it: see {@link sideNeeds}. */
export interface SideFacts {
  /** In no order. */
  readonly deliveries: readonly Delivery[]
  /** What was read of the releases and deployments of every project and repository. */
  readonly readings: readonly SideReading[]
  readonly reviews: FirstReviews
  /** Times in sprints that have ended, by id of the item. */
  readonly sprintStays: ReadonlyMap<number, readonly StayInSprint[]>
  /** Times in the plan's `waitStatuses`, by id of the item; items that never waited are absent. */
  readonly waits: ReadonlyMap<number, readonly Wait[]>
}

/** A project or repository of a connection. */
export interface Place {
  readonly connection: string
  readonly scope: string
}

/** A text that is equal for equal places. */
export function placeKey({ connection, scope }: Place): string {
  return JSON.stringify([connection, scope])
}

/** What reached users: a release that is no prerelease, a released version, or a production deployment that succeeded. */
export interface Delivery extends Place {
  readonly kind: 'release' | 'deployment'
  /** The tool's own id; unique for one place and kind. */
  readonly id: string
  /** The name of a release, the environment of a deployment. */
  readonly name: string
  /** When it was published, or reported as successful for the first time. */
  readonly at: EpochMs
  /** Whether only the day is known, as of a Jira version: `at` is its start in UTC then. */
  readonly isDay: boolean
}

/** Whether all deliveries of one kind are known of a place that can have them. */
export interface SideReading extends Place {
  readonly kind: Delivery['kind']
  /** False before they were read to their end for the first time, and while the tool refuses them. */
  readonly isKnown: boolean
}

/** When pull requests were first reviewed by another person; one that is in neither map had no review until now. */
export interface FirstReviews {
  /** By id of the pull request. */
  readonly firstAt: ReadonlyMap<number, EpochMs>
  /** From when on nobody has asked about the reviews of a pull request that had none before, by its id. */
  readonly unknownSince: ReadonlyMap<number, EpochMs>
}

/** A time that an item spent in a sprint that has ended. */
export interface StayInSprint extends Pick<SprintStay, 'from' | 'to'> {
  /** When the sprint started; null for one that never did. */
  readonly startAt: EpochMs | null
  /** When it was closed, or planned to end where the tool does not tell. */
  readonly endAt: EpochMs
}

/** Which side facts the KPIs of a plan are measured from. */
export interface SideNeeds {
  readonly deliveries: boolean
  readonly reviews: boolean
  readonly sprints: boolean
  /** The statuses in which work waits; empty when no KPI asks for waits. */
  readonly waitStatuses: readonly string[]
}

const DELIVERIES: readonly KpiMetric[] = ['releases.published', 'deployments.count', 'prs.lead_time']
const REVIEWS: readonly KpiMetric[] = ['prs.review_time']
const SPRINTS: readonly KpiMetric[] = ['sprint.committed', 'sprint.done']
const WAITS: readonly KpiMetric[] = ['items.flow_efficiency']
const SIDE_METRICS: ReadonlySet<KpiMetric> = new Set([...DELIVERIES, ...REVIEWS, ...SPRINTS, ...WAITS])

/** Which side facts a plan's KPIs need, so that no others are read; null when they need none. */
export function sideNeeds(plan: Plan): SideNeeds | null {
  const metrics = new Set(plan.kpis.flatMap(({ measure }) => metricsOf(measure)))
  const needs = (names: readonly KpiMetric[]) => names.some((name) => metrics.has(name))
  const deliveries = needs(DELIVERIES)
  const reviews = needs(REVIEWS)
  const sprints = needs(SPRINTS)
  const asksForWaits = needs(WAITS)
  if (!deliveries && !reviews && !sprints && !asksForWaits) return null
  return { deliveries, reviews, sprints, waitStatuses: asksForWaits ? plan.waitStatuses : [] }
}

/** Whether a measure is made from side facts too. */
export function usesSide(measure: KpiMeasure): boolean {
  return metricsOf(measure).some((metric) => SIDE_METRICS.has(metric))
}

function metricsOf({ metric, of, to }: KpiMeasure): KpiMetric[] {
  return [metric, ...[of, to].flatMap((part) => (part === null ? [] : metricsOf(part)))]
}
