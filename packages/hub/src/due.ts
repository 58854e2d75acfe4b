import { hooksToAsk, listPlans, scopesWithDueSides } from '@throughline/store'
import type { Hub } from './context.ts'
import { readDocument } from './plans/read-document.ts'
import { enqueueReport } from './reports/due-reports.ts'
import { sideEveryMs } from './sides/read-sides.ts'

/** How often a tool is asked for deliveries that never arrived. */
const missedEveryMs = 60 * 60_000

/** Enqueues what runs on a schedule of its own beside the syncs: side streams, the look for missed deliveries, weekly reports. */
export async function enqueueDue(hub: Hub): Promise<void> {
  const { pool } = hub.database
  for (const due of await scopesWithDueSides(pool, hub.clock() - sideEveryMs)) await hub.jobs.enqueue('side.read', due)
  for (const connection of await hooksToAsk(pool, hub.clock() - missedEveryMs)) {
    await hub.jobs.enqueue('webhooks.missed', { connection })
  }
  for (const record of await listPlans(hub.database)) await enqueueReport(hub, readDocument(record))
}
