import { ValidationError } from '@throughline/errors'
import {
  dayStart,
  kpiEvidence as evidenceOf,
  type Kpi,
  type KpiEvidence,
  type KpiSummary,
  lastCompleteWeek,
  type MarkedValue,
  markedValues,
  type Plan,
  parseWeek,
  summariseKpi,
  weekOf,
  weeksBetween,
} from '@throughline/plan'
import type { Hub } from '../context.ts'
import { type Basis, basisOf } from './basis.ts'
import { keptNow } from './kept-answers.ts'
import { askedInstant, type Moments } from './known-moment.ts'
import { requireKpi } from './require-kpi.ts'

/** Longest range of weeks that one answer lists. */
const weeksMax = 1_040

/**
 * Every KPI of a plan with its last complete value, target, status and trend, now or as of a past instant or date, as known now
 * or then. As of an instant to come they are those of now.
 */
export async function listKpis(hub: Hub, planId: string, options: Moments = {}): Promise<KpiSummary[]> {
  return keptNow(hub, { plan: planId, question: 'kpis', moments: options }, async () => {
    const basis = await basisThen(hub, planId, options)
    const { plan } = basis
    return plan.kpis.map((kpi) => summariseKpi(inputOf(basis, kpi)))
  })
}

/** Weeks of a KPI, both included, and of when they are: the week that `asOf` lies in ran then, and later ones lay ahead. */
interface KpiRange extends Moments {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** A KPI's values for every week of a range, both ends included and each marked where it is unusual; by default from the plan's start until now. */
export async function kpiValues(hub: Hub, planId: string, kpiId: string, range: KpiRange = {}): Promise<MarkedValue[]> {
  const basis = await basisThen(hub, planId, range)
  const { plan, now } = basis
  const kpi = requireKpi(plan, kpiId)
  const running = weekOf(now, plan.timeZone)
  const to = range.to === undefined ? running : parseWeek(range.to)
  const from = range.from === undefined ? firstWeek(plan, to) : parseWeek(range.from)
  const weeks = weeksBetween(from, to)
  if (weeks.length > weeksMax) {
    throw new ValidationError('kpi.range', `Ask for at most ${weeksMax} weeks at once.`, [
      { pointer: '/from', detail: `${from} to ${to} is ${weeks.length} weeks.` },
    ])
  }
  return markedValues({ ...inputOf(basis, kpi), weeks })
}

/**
 * What makes a KPI's value of a week, by default the last complete one: items with the number each contributed, or who entered
 * it. `measured` tells it of the measured value, also where another was entered in front of it.
 */
export async function kpiEvidence(
  hub: Hub,
  planId: string,
  kpiId: string,
  options: Moments & {
    readonly week?: string | undefined
    readonly measured?: boolean | undefined
  } = {},
): Promise<KpiEvidence> {
  const basis = await basisThen(hub, planId, options)
  const { plan, now } = basis
  const kpi = requireKpi(plan, kpiId)
  const week = options.week === undefined ? lastCompleteWeek(now, plan.timeZone) : parseWeek(options.week)
  return evidenceOf(inputOf(basis, kpi), week, { measured: options.measured ?? false })
}

/** A basis whose present is the instant asked for; what will be nobody knows, so of an instant to come it is now. */
async function basisThen(hub: Hub, planId: string, moments: Moments): Promise<Basis> {
  const basis = await basisOf(hub, planId, moments)
  return { ...basis, now: Math.min(basis.now, askedInstant(basis, moments)) }
}

/** The part of a basis that one KPI's measurement takes. */
function inputOf(basis: Basis, kpi: Kpi) {
  return { ...basis, kpi, manualValues: basis.manualValues[kpi.id] ?? [] }
}

function firstWeek(plan: Plan, last: string): string {
  const start = plan.period === null ? last : weekOf(dayStart(plan.period.start, plan.timeZone), plan.timeZone)
  return start < last ? start : last
}
