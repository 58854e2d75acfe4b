import { cancelSync as cancelScopes, requeueScopes, type SyncRecord } from '@throughline/store'
import type { Hub } from '../context.ts'
import { requireSync } from './start-sync.ts'
import { wakeScope } from './wake-scope.ts'

const cancelled = {
  code: 'sync.cancelled',
  message: 'It was cancelled. What was stored stays; retry the sync to go on from there.',
}

/**
 * Fails the scopes of a sync that were not walked to their end; what was stored stays. The sync ends as `failed`, or as
 * `partial` when others succeed. One that has ended is answered as it is. Throws NotFoundError.
 */
export async function cancelSync(hub: Hub, id: string): Promise<SyncRecord> {
  await requireSync(hub, id)
  await cancelScopes(hub.database.pool, id, cancelled, hub.clock())
  return requireSync(hub, id)
}

/**
 * Puts the failed scopes of a sync, cancelled ones among them, back in the queue; each goes on at once after its last
 * stored page. Throws NotFoundError.
 */
export async function retrySync(hub: Hub, id: string): Promise<SyncRecord> {
  await requireSync(hub, id)
  for (const scope of await requeueScopes(hub.database.pool, id)) await wakeScope(hub, id, scope)
  return requireSync(hub, id)
}
