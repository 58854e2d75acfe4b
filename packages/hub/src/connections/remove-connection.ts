import { deleteConnection } from '@throughline/store'
import type { Hub } from '../context.ts'
import { getConnection } from './get-connection.ts'

/** Removes a connection with its items and their links; throws NotFoundError. */
export async function removeConnection(hub: Hub, id: string): Promise<void> {
  await getConnection(hub, id)
  await deleteConnection(hub.database.pool, id)
  await hub.jobs.enqueue('relate', {})
}
