import { scopeMarks } from '@throughline/store'
import type { Hub } from '../context.ts'
import { getConnection } from './get-connection.ts'

/** When each scope of a connection was last walked to its end, epoch ms; null when it never was. */
export async function connectionScopes(
  hub: Hub,
  id: string,
): Promise<{ readonly scope: string; readonly syncedAt: number | null }[]> {
  const connection = await getConnection(hub, id)
  const marks = new Map((await scopeMarks(hub.database, id)).map((mark) => [mark.scope, mark.syncedAt]))
  return connection.scopes.map((scope) => ({ scope, syncedAt: marks.get(scope) ?? null }))
}
