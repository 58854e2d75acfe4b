import type { Hub } from './context.ts'

/** Sets the timetable up again where it is gone, as after a flush of Redis; the sweep in it then finds what is due. */
export async function restoreTimetable(hub: Hub): Promise<void> {
  if (!(await hub.jobs.isScheduled('sweep', 'sweep'))) await scheduleAll(hub)
}

/** Sets up everything the hub does by itself. Run at each start: what is set up already is replaced, not doubled. */
export async function scheduleAll(hub: Hub): Promise<void> {
  // Looks every minute, so that a sync started by hand moves the next one, and a hub that was switched off catches up
  // at once, with syncs and with reports.
  await hub.jobs.schedule('sync-due', 'sync.due', {}, { everyMs: 60_000 })
  await hub.jobs.schedule('sweep', 'sweep', {}, { everyMs: 30_000 })
  // Reports were scheduled plan by plan once; now they are due by what is stored.
  await hub.jobs.keepSchedules('report.weekly', [])
}
