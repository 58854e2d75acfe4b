import { latestSyncs, listConnections, unfinishedSyncs } from '@throughline/store'
import type { Hub } from '../context.ts'
import { startSync } from './start-sync.ts'

/**
 * Starts an incremental sync of every connection whose last one was started long enough ago, by the timetable. Scopes
 * that an earlier sync has not ended yet are left out: the first walk of a large one may wait for its quota for hours,
 * and the others go on meanwhile. A new connection is left to whoever stored it for as long: the first sync is mostly
 * asked for by hand.
 */
export async function startDueSyncs(hub: Hub): Promise<void> {
  const unfinished = await unfinishedSyncs(hub.database)
  const startedAt = await latestSyncs(hub.database)
  for (const connection of await listConnections(hub.database)) {
    const since = startedAt.get(connection.id) ?? connection.createdAt
    if (hub.clock() - since < hub.timetable.syncEveryMinutes * 60_000) continue
    const busy = new Set(
      unfinished
        .filter((sync) => sync.connection === connection.id)
        .flatMap((sync) => sync.scopes.flatMap(({ scope, finishedAt }) => (finishedAt === null ? [scope] : []))),
    )
    const scopes = connection.scopes.filter((scope) => !busy.has(scope))
    if (scopes.length > 0) await startSync(hub, connection.id, { mode: 'incremental', scopes })
  }
}
