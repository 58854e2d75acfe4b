import {
  endSyncs,
  hasDirtyItems,
  listConnections,
  relatingScopes,
  unfinishedSyncs,
  waitingInboxes,
  waitingPlans,
  wantingScopes,
} from '@throughline/store'
import type { Hub } from './context.ts'
import { isDerivedByOthers } from './syncs/derive-by-overrides.ts'

/**
 * Enqueues what the database says is due: scopes that have not ended, deliveries that were not read, items that have to
 * be asked for, items that wait to be related, or derived by changed overrides, plans that wait to be settled. Ends
 * syncs all of whose scopes have ended, in case whoever ended the last one died before that. A job that lives already
 * makes the new one vanish, so sweeping too often costs nothing.
 */
export async function sweep(hub: Hub): Promise<void> {
  await endSyncs(hub.database.pool, hub.clock())
  for (const sync of await unfinishedSyncs(hub.database)) {
    for (const { scope, status } of sync.scopes) {
      if (status === 'queued' || status === 'running') await hub.jobs.enqueue('sync.scope', { sync: sync.id, scope })
    }
  }
  const { pool } = hub.database
  for (const connection of await waitingInboxes(pool, hub.clock()))
    await hub.jobs.enqueue('webhooks.read', { connection })
  for (const wanting of await wantingScopes(pool)) await hub.jobs.enqueue('items.refresh', wanting)
  const isDerivedLate = (await listConnections(hub.database)).some(isDerivedByOthers)
  if (isDerivedLate || (await relatingScopes(pool)).length > 0 || (await hasDirtyItems(pool))) {
    await hub.jobs.enqueue('relate', {})
  }
  for (const plan of await waitingPlans(pool)) await hub.jobs.enqueue('settle.plan', { plan })
}
