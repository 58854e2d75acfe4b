import { latestSyncs, listConnections, unfinishedSyncs } from '@throughline/store'
import type { Hub } from '../context.ts'
import { startSync } from './start-sync.ts'

/**
 * Starts an incremental sync of every connection whose last one was started long enough ago, by the timetable, and none
 * is under way. A new connection is left to whoever stored it for as long: the first sync is mostly asked for by hand.
 */
export async function startDueSyncs(hub: Hub): Promise<void> {
  const busy = new Set((await unfinishedSyncs(hub.database)).map((sync) => sync.connection))
  const startedAt = await latestSyncs(hub.database)
  for (const connection of await listConnections(hub.database)) {
    const since = startedAt.get(connection.id) ?? connection.createdAt
    const isDue = hub.clock() - since >= hub.timetable.syncEveryMinutes * 60_000
    if (isDue && !busy.has(connection.id) && connection.scopes.length > 0) {
      await startSync(hub, connection.id, { mode: 'incremental' })
    }
  }
}
