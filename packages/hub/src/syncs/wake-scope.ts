import { openRanges } from '@throughline/store'
import type { Hub } from '../context.ts'

/** Has a scope of a sync worked on now: its jobs that were put off wait no longer. */
export async function wakeScope(hub: Hub, sync: string, scope: string): Promise<void> {
  const atOnce = { replacesDelayed: true }
  await hub.jobs.enqueue('sync.scope', { sync, scope }, atOnce)
  for (const { number, isOnly } of await openRanges(hub.database.pool, sync, scope)) {
    if (!isOnly) await hub.jobs.enqueue('sync.range', { sync, scope, range: number }, atOnce)
  }
}
