import { type ConnectionRecord, overridesText, rederiveConnection } from '@throughline/store'
import type { Hub } from '../context.ts'
import { deriveWith } from './derive.ts'

/** Whether a connection's stored states follow from other overrides than it has now. */
export function isDerivedByOthers(connection: ConnectionRecord): boolean {
  return connection.derivedBy !== overridesText(connection)
}

/**
 * Derives stored states again where a connection's overrides changed since, by those it has when its turn comes. Safe to
 * run twice, and by two at once.
 */
export async function deriveByOverrides(hub: Hub, connections: readonly ConnectionRecord[]): Promise<void> {
  for (const { id } of connections.filter(isDerivedByOthers)) {
    await rederiveConnection(hub.database.pool, id, deriveWith, hub.clock())
  }
}
