import { cancelSync as cancelScopes, requeueScopes, type SyncRecord } from '@throughline/store'
import type { Hub } from '../context.ts'
import { requireSync } from './start-sync.ts'

/** Cancels what of a sync has not ended; what was stored stays. A sync that ended is answered as it is. */
export async function cancelSync(hub: Hub, id: string): Promise<SyncRecord> {
  await requireSync(hub, id)
  await cancelScopes(hub.database.pool, id, hub.clock())
  return requireSync(hub, id)
}

/** Puts the failed and cancelled scopes of a sync back in the queue; each goes on after its last stored page. */
export async function retrySync(hub: Hub, id: string): Promise<SyncRecord> {
  await requireSync(hub, id)
  for (const scope of await requeueScopes(hub.database.pool, id)) {
    await hub.jobs.enqueue('sync.scope', { sync: id, scope })
  }
  return requireSync(hub, id)
}
