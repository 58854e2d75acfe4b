import { UpstreamError } from '@throughline/errors'
import { isoInstant, weekBounds } from '@throughline/plan'
import { hasReport, publishReport, readDatabaseClock, readHorizon } from '@throughline/store'
import type { Hub } from '../context.ts'
import { basisOf } from '../numbers/basis.ts'
import { getPlan } from '../plans/stored-plan.ts'
import { reportText } from './weekly-report.ts'

/**
 * Publishes the report of a week that has ended, unless it was published before. It is frozen with the moment at which its
 * data was known, the plan version, the coverage and the code that made it: from these it can be produced again.
 *
 * Throws UpstreamError while a transaction from before the end of the week is still writing; trying again helps.
 */
export async function publishWeeklyReport(hub: Hub, planId: string, week: string): Promise<void> {
  const { plan } = await getPlan(hub, planId)
  if (await hasReport(hub.database, planId, week)) return logOutcome(hub, planId, week, false)
  const knownAt = await reproducibleMoment(hub)
  if (knownAt !== undefined && knownAt < weekBounds(week, plan.timeZone).end) {
    throw new UpstreamError(
      'report.still_writing',
      `Something that began before the end of week ${week} is still being written. Publish its report when that is through.`,
    )
  }
  const basis = await basisOf(hub, planId, { knownAt: knownAt === undefined ? undefined : isoInstant(knownAt) })
  const published = await publishReport(hub.database, {
    plan: planId,
    week,
    planVersion: basis.record.version,
    report: await reportText(hub, basis, week),
    publishedAt: hub.clock(),
    knownAt: knownAt ?? null,
    codeVersion: hub.codeVersion,
    coverage: basis.data.coverage,
  })
  logOutcome(hub, planId, week, published)
}

/** How far the hub's clock may be from that of the database. */
const DRIFT_MAX_MS = 60_000

/**
 * The newest moment of which everything is stored. Undefined where the clocks of the hub and of the database disagree: the end of
 * the week is not the same moment to both then, and the report is published from what is known now.
 */
async function reproducibleMoment(hub: Hub): Promise<number | undefined> {
  const driftMs = hub.clock() - (await readDatabaseClock(hub.database.pool))
  if (Math.abs(driftMs) <= DRIFT_MAX_MS) return readHorizon(hub.database.pool)
  hub.log.warn({ driftMs }, 'The clocks of hub and database disagree: this report cannot be produced again by knownAt')
  return undefined
}

function logOutcome(hub: Hub, plan: string, week: string, published: boolean): void {
  hub.log.info({ plan, week, published }, published ? 'Weekly report published' : 'Weekly report was published before')
}
