import type { Plan } from '@throughline/plan'
import { listPlans } from '@throughline/store'
import type { Hub } from './context.ts'
import { getPlan } from './plans/stored-plan.ts'

/** Sets the timetable up again where it is gone, as after a flush of Redis; the sweep in it then finds what is due. */
export async function restoreTimetable(hub: Hub): Promise<void> {
  if (!(await hub.jobs.isScheduled('sweep', 'sweep'))) await scheduleAll(hub)
}

/** Sets up everything the hub does by itself. Run at each start: what is set up already is replaced, not doubled. */
export async function scheduleAll(hub: Hub): Promise<void> {
  // Looks every minute, so that a sync started by hand moves the next one, and a hub that was switched off catches up
  // at once.
  await hub.jobs.schedule('sync-due', 'sync.due', {}, { everyMs: 60_000 })
  await hub.jobs.schedule('sweep', 'sweep', {}, { everyMs: 30_000 })
  const plans = await listPlans(hub.database)
  for (const record of plans) await scheduleReport(hub, (await getPlan(hub, record.plan)).plan)
  await hub.jobs.keepSchedules(
    'report.weekly',
    plans.map((record) => record.plan),
  )
}

/** Publishes a plan's weekly report by the timetable, read in the plan's time zone. */
export async function scheduleReport(hub: Hub, plan: Plan): Promise<void> {
  await hub.jobs.schedule(
    plan.id,
    'report.weekly',
    { plan: plan.id },
    { cron: hub.timetable.weeklyReportAt, timeZone: plan.timeZone },
  )
}
