import type { DataFreshness } from '@throughline/plan'
import { listConnections, scopeStates } from '@throughline/store'
import type { Hub } from '../context.ts'

/**
 * How complete and how old the data behind the numbers is, over all connections: the part of the scopes that were read,
 * times the part of the items their tools showed at the last look that the hub holds.
 */
export async function dataFreshness(hub: Hub): Promise<DataFreshness> {
  let scopes = 0
  let walked = 0
  let entries = 0
  let matched = 0
  let oldestSyncAt: number | null = null
  for (const connection of await listConnections(hub.database)) {
    const states = new Map((await scopeStates(hub.database, connection.id)).map((state) => [state.scope, state]))
    scopes += connection.scopes.length
    for (const scope of connection.scopes) {
      const state = states.get(scope)
      if (state?.syncedAt == null) continue
      walked += 1
      entries += state.entries ?? 0
      matched += state.matched ?? 0
      oldestSyncAt = oldestSyncAt === null ? state.syncedAt : Math.min(oldestSyncAt, state.syncedAt)
    }
  }
  const read = scopes === 0 ? 1 : walked / scopes
  return { coverage: entries === 0 ? read : read * (matched / entries), oldestSyncAt }
}
