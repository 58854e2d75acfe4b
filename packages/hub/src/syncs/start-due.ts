import { listConnections, unfinishedSyncs } from '@throughline/store'
import type { Hub } from '../context.ts'
import { startSync } from './start-sync.ts'

/** Starts an incremental sync of every connection that has scopes and no sync under way. */
export async function startDueSyncs(hub: Hub): Promise<void> {
  const busy = new Set((await unfinishedSyncs(hub.database)).map((sync) => sync.connection))
  for (const connection of await listConnections(hub.database)) {
    if (!busy.has(connection.id) && connection.scopes.length > 0) {
      await startSync(hub, connection.id, { mode: 'incremental' })
    }
  }
}
