import type { EpochMs, WeeklyReport } from '@throughline/plan'
import { findReport } from '@throughline/store'
import { LRUCache } from 'lru-cache'
import type { Hub } from '../context.ts'

const kept = new WeakMap<Hub, LRUCache<string, WeeklyReport>>()

/** How many are kept, up to a megabyte each for a large plan. */
const KEPT_MAX = 50

/** The report of a week as it was published, or null. What was published stands, so it is read once and kept. */
export async function publishedReport(hub: Hub, plan: string, week: string): Promise<WeeklyReport | null> {
  const reports = kept.get(hub) ?? new LRUCache<string, WeeklyReport>({ max: KEPT_MAX })
  kept.set(hub, reports)
  const key = `${plan} ${week}`
  const known = reports.get(key)
  if (known !== undefined) return known
  const found = await reportKnownAt(hub, plan, week, undefined)
  if (found !== null) reports.set(key, found)
  return found
}

/** The same of those that were known at a past moment. */
export async function reportKnownAt(
  hub: Hub,
  plan: string,
  week: string,
  knownAt: EpochMs | undefined,
): Promise<WeeklyReport | null> {
  const found = await findReport(hub.database, plan, week, knownAt)
  return found === null ? null : readReport(found.report)
}

/** Every report is read from its JSON before it is shown, so that one computed again cannot differ from it in what JSON leaves out. */
export function readReport(text: string): WeeklyReport {
  return JSON.parse(text) as WeeklyReport
}
