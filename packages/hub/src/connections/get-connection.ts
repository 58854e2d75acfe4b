import { NotFoundError } from '@throughline/errors'
import { type ConnectionRecord, findConnection } from '@throughline/store'
import type { Hub } from '../context.ts'

/** One connection; throws NotFoundError. */
export async function getConnection(hub: Hub, id: string): Promise<ConnectionRecord> {
  const connection = await findConnection(hub.database, id)
  if (connection === null) {
    throw new NotFoundError('connection.not_found', `There is no connection ${id}. GET /connections lists them.`)
  }
  return connection
}
