import { type EpochMs, previousWeek, weekOf } from '@throughline/plan'
import { findPlanAt, hasReport, listPlans } from '@throughline/store'
import { CronExpressionParser } from 'cron-parser'
import type { Hub } from '../context.ts'
import { readDocument } from '../plans/read-document.ts'

/** A report that the timetable has asked for, and nobody has published. */
export interface DueReport {
  readonly plan: string
  /** The week that had just ended when it was asked for. */
  readonly week: string
}

/**
 * The reports that are due: of each plan the one of its last publishing time, read in its time zone, unless it is published or the plan
 * is younger. Read off what is stored, so that a time at which nothing ran is made up for; of several only the last.
 */
export async function dueReports(hub: Hub): Promise<DueReport[]> {
  const due: DueReport[] = []
  for (const record of await listPlans(hub.database)) {
    const { plan } = record
    const { timeZone } = readDocument(record)
    const time = lastTime(hub.timetable.weeklyReportAt, timeZone, hub.clock())
    const week = previousWeek(weekOf(time, timeZone))
    if (await hasReport(hub.database, plan, week)) continue
    if ((await findPlanAt(hub.database, plan, time)) !== null) due.push({ plan, week })
  }
  return due
}

/** The last instant up to now that a cron pattern names in a time zone. */
function lastTime(pattern: string, timeZone: string, now: EpochMs): EpochMs {
  // The parser answers what lies before an instant.
  return CronExpressionParser.parse(pattern, { currentDate: new Date(now + 1), tz: timeZone })
    .prev()
    .getTime()
}
