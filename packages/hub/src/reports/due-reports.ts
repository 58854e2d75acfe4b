import { type EpochMs, type Plan, previousWeek, weekOf } from '@throughline/plan'
import { findPlanAt, hasReport } from '@throughline/store'
import { CronExpressionParser } from 'cron-parser'
import type { Hub } from '../context.ts'

/** How far ahead is looked, ms: until the next look. */
const LOOK_AHEAD_MS = 60_000

/** A report that the timetable asks for, and nobody has published. */
export interface DueReport {
  /** The week that has just ended when it is asked for. */
  readonly week: string
  /** How long until then; 0 where the time has come or passed. */
  readonly delayMs: number
}

/** Enqueues the report of a plan that is due, or will be before anybody looks again. */
export async function enqueueReport(hub: Hub, plan: Plan): Promise<void> {
  const due = await dueReport(hub, plan)
  if (due === null) return
  await hub.jobs.enqueue('report.weekly', { plan: plan.id, week: due.week }, { delayMs: due.delayMs })
}

/**
 * The report of a plan that is due: that of its last publishing time, read in its time zone, unless it is published or the plan is
 * younger; else that of the next one, where it is near. Read off what is stored, so that a time at which nothing ran is
 * made up for; of several only the last.
 */
export async function dueReport(hub: Hub, { id, timeZone }: Plan): Promise<DueReport | null> {
  const now = hub.clock()
  const { last, next } = publishingTimes(hub.timetable.weeklyReportAt, timeZone, now)
  const isMissing = async (time: EpochMs) => !(await hasReport(hub.database, id, weekBefore(time, timeZone)))
  if ((await isMissing(last)) && (await findPlanAt(hub.database, id, last)) !== null) {
    return { week: weekBefore(last, timeZone), delayMs: 0 }
  }
  if (next - now > LOOK_AHEAD_MS || !(await isMissing(next))) return null
  return { week: weekBefore(next, timeZone), delayMs: next - now }
}

function weekBefore(time: EpochMs, timeZone: string): string {
  return previousWeek(weekOf(time, timeZone))
}

/** The last instant up to now that a cron pattern names in a time zone, and the first after it. */
function publishingTimes(
  pattern: string,
  tz: string,
  now: EpochMs,
): { readonly last: EpochMs; readonly next: EpochMs } {
  // The parser answers what lies before or after an instant, never the instant itself.
  const last = CronExpressionParser.parse(pattern, { currentDate: new Date(now + 1), tz }).prev()
  const next = CronExpressionParser.parse(pattern, { currentDate: new Date(now), tz }).next()
  return { last: last.getTime(), next: next.getTime() }
}
