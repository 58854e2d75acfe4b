import { NotFoundError, ValidationError } from '@throughline/errors'
import {
  dayStart,
  kpiEvidence as evidenceOf,
  type Kpi,
  type KpiEvidence,
  type KpiSummary,
  type KpiValue,
  measureKpi,
  type Plan,
  parseWeek,
  previousWeek,
  summariseKpi,
  weekOf,
  weeksBetween,
} from '@throughline/plan'
import { deleteKpiEntry, putKpiEntry } from '@throughline/store'
import type { Hub } from '../context.ts'
import { getLivePlan } from '../plans/stored-plan.ts'
import { type Basis, basisOf } from './basis.ts'

/** Longest range of weeks that one answer lists. */
const weeksMax = 1_040

/** Every KPI of a plan with its last complete value, target, status and trend. */
export async function listKpis(hub: Hub, planId: string): Promise<KpiSummary[]> {
  const basis = await basisOf(hub, planId)
  return basis.plan.kpis.map((kpi) => summariseKpi(inputOf(basis, kpi)))
}

/** A KPI's values for every week of a range, both ends included; by default from the plan's start until now. */
export async function kpiValues(
  hub: Hub,
  planId: string,
  kpiId: string,
  range: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<KpiValue[]> {
  const basis = await basisOf(hub, planId)
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
  return measureKpi({ ...inputOf(basis, kpi), weeks })
}

/** The items, with the number each contributed, that make a KPI's value of a week; by default the last complete one. */
export async function kpiEvidence(
  hub: Hub,
  planId: string,
  kpiId: string,
  options: { readonly week?: string | undefined } = {},
): Promise<KpiEvidence[]> {
  const basis = await basisOf(hub, planId)
  const { plan, now } = basis
  const kpi = requireKpi(plan, kpiId)
  const week = options.week === undefined ? previousWeek(weekOf(now, plan.timeZone)) : parseWeek(options.week)
  return evidenceOf(inputOf(basis, kpi), week)
}

/** Enters a KPI's value for a week by hand; of a measured KPI it overrides what is measured. */
export async function putKpiValue(
  hub: Hub,
  planId: string,
  kpiId: string,
  week: string,
  entry: {
    readonly value: number
    readonly reason: string
    readonly until: string | null
    readonly author: string | null
  },
): Promise<KpiValue> {
  const { plan } = await getLivePlan(hub, planId)
  requireKpi(plan, kpiId)
  const until = entry.until === null ? null : parseWeek(entry.until)
  await putKpiEntry(hub.database, planId, { ...entry, until, kpi: kpiId, week: parseWeek(week) }, hub.clock())
  return onlyValue(await kpiValues(hub, planId, kpiId, { from: week, to: week }))
}

/** Removes a value entered by hand; throws NotFoundError when there is none. */
export async function deleteKpiValue(hub: Hub, planId: string, kpiId: string, week: string): Promise<void> {
  const { plan } = await getLivePlan(hub, planId)
  requireKpi(plan, kpiId)
  if (!(await deleteKpiEntry(hub.database, planId, kpiId, parseWeek(week)))) {
    throw new NotFoundError('kpi.no_entry', `Nobody entered a value of ${kpiId} for ${week}.`)
  }
}

/** The part of a basis that one KPI's measurement takes. */
function inputOf(basis: Basis, kpi: Kpi) {
  return { ...basis, kpi, manualValues: basis.manualValues[kpi.id] ?? [] }
}

function requireKpi(plan: Plan, id: string): Kpi {
  const kpi = plan.kpis.find((each) => each.id === id)
  if (kpi === undefined) {
    const known = plan.kpis.map((each) => each.id).join(', ')
    throw new NotFoundError('kpi.not_found', `Plan ${plan.id} has no KPI ${id}. It has ${known || 'none'}.`)
  }
  return kpi
}

function firstWeek(plan: Plan, last: string): string {
  const start = plan.period === null ? last : weekOf(dayStart(plan.period.start, plan.timeZone), plan.timeZone)
  return start < last ? start : last
}

function onlyValue(values: readonly KpiValue[]): KpiValue {
  const [value] = values
  if (value === undefined) throw new ValidationError('kpi.range', 'The week is empty.')
  return value
}
