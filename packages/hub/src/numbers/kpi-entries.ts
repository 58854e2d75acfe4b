import { NotFoundError, ValidationError } from '@throughline/errors'
import { type MarkedValue, manualValueOf, parseWeek } from '@throughline/plan'
import {
  enterKpiValues,
  type KpiEntryAct,
  listKpiEntries,
  listKpiEntryActs,
  takeBackKpiValue,
} from '@throughline/store'
import type { Hub } from '../context.ts'
import { isNumber, type PageOf, type PageRequest, readCursor, toPage } from '../page.ts'
import { getPlan } from '../plans/stored-plan.ts'
import { kpiValues } from './kpis.ts'
import { requireKpi } from './require-kpi.ts'

/** The value of a week after a person entered it, with the entry that stood before. */
export interface PutKpiValue extends MarkedValue {
  readonly replaced: KpiEntryAct['replaced']
}

/**
 * Enters a KPI's value for a week by hand; of a measured KPI it overrides what is measured. Entered again, the later
 * stands, and the answer says what it replaced.
 */
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
): Promise<PutKpiValue> {
  const { plan } = await getPlan(hub, planId)
  requireKpi(plan, kpiId)
  const { value, reason, author } = entry
  const until = entry.until === null ? null : parseWeek(entry.until)
  const input = { kpi: kpiId, week: parseWeek(week), value, reason, until }
  const [act] = await enterKpiValues(hub.database, planId, [input], author, hub.clock())
  const [current] = await kpiValues(hub, planId, kpiId, { from: week, to: week })
  if (current === undefined) throw new ValidationError('kpi.range', 'The week is empty.')
  return { ...current, replaced: act?.replaced ?? null }
}

/** Takes back a value that was entered by hand; throws NotFoundError where none stands. */
export async function deleteKpiValue(
  hub: Hub,
  planId: string,
  kpiId: string,
  week: string,
  act: { readonly reason: string | null; readonly author: string | null },
): Promise<void> {
  const { plan } = await getPlan(hub, planId)
  requireKpi(plan, kpiId)
  const taken = { kpi: kpiId, week: parseWeek(week), ...act }
  if ((await takeBackKpiValue(hub.database, planId, taken, hub.clock())) === null) {
    throw new NotFoundError('kpi.no_entry', await whyNothingStands(hub, planId, taken))
  }
}

async function whyNothingStands(
  hub: Hub,
  planId: string,
  { kpi, week }: { kpi: string; week: string },
): Promise<string> {
  const nothing = `No value of ${kpi} was entered for ${week}.`
  const entries = await listKpiEntries(hub.database, planId)
  const holding = manualValueOf(
    week,
    entries.filter((entry) => entry.kpi === kpi),
  )
  if (holding === null) return nothing
  return `${nothing} The one for ${holding.week} holds until ${holding.until}: take that one back, or enter another for ${week}.`
}

/** Everything that was entered and taken back of a KPI, newest first; throws NotFoundError. */
export async function kpiEntries(
  hub: Hub,
  planId: string,
  kpiId: string,
  page: PageRequest,
): Promise<PageOf<KpiEntryAct>> {
  const before = readCursor(page.cursor, isNumber)
  const acts = await listKpiEntryActs(hub.database, planId, kpiId, before, page.limit + 1)
  // What was entered of a KPI that has left the plan can still be read.
  if (acts.length === 0) requireKpi((await getPlan(hub, planId)).plan, kpiId)
  return toPage(acts, page.limit, (last) => last.id)
}
