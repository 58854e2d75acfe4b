import { type ConnectionRecord, overridesText, rederiveConnection } from '@throughline/store'
import type { Hub } from '../context.ts'
import { deriveWith } from './derive.ts'

/** Whether a connection's stored states follow from other overrides than it has now. */
export function isDerivedByOthers(connection: ConnectionRecord): boolean {
  return connection.derivedBy !== overridesText(connection)
}

/** Derives stored states again where a connection's overrides changed since. Safe to run twice, and by two at once. */
export async function deriveByOverrides(hub: Hub, connections: readonly ConnectionRecord[]): Promise<void> {
  for (const connection of connections.filter(isDerivedByOthers)) {
    const { pool } = hub.database
    await rederiveConnection(pool, connection.id, overridesText(connection), deriveWith([connection]), hub.clock())
  }
}
