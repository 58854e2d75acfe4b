import { NotFoundError, ValidationError } from '@throughline/errors'
import { createSync, findSync, type SyncMode, type SyncRecord, scopeStates } from '@throughline/store'
import { getConnection } from '../connections/get-connection.ts'
import type { Hub } from '../context.ts'

/**
 * Starts a sync of a connection, or of some of its scopes, and answers at once: the work is queued, one job a scope. An
 * incremental sync walks a scope from its mark, and in full where it has none.
 */
export async function startSync(
  hub: Hub,
  connectionId: string,
  request: { readonly mode: SyncMode; readonly scopes?: readonly string[] | undefined },
): Promise<SyncRecord> {
  const connection = await getConnection(hub, connectionId)
  const scopes = [...new Set(request.scopes ?? connection.scopes)]
  const unknown = scopes.filter((scope) => !connection.scopes.includes(scope))
  if (unknown.length > 0 || scopes.length === 0) {
    throw new ValidationError(
      'sync.unknown_scope',
      `Connection ${connectionId} has the scopes ${connection.scopes.join(', ')}.`,
      unknown.map((scope) => ({
        pointer: `/scopes/${scopes.indexOf(scope)}`,
        detail: `${scope} is not a scope of the connection; add it there first.`,
      })),
    )
  }
  const marks = new Map((await scopeStates(hub.database, connectionId)).map(({ scope, mark }) => [scope, mark]))
  const id = hub.newId()
  await createSync(
    hub.database,
    {
      id,
      connection: connectionId,
      mode: request.mode,
      scopes: scopes.map((scope) => ({
        scope,
        since: request.mode === 'full' ? null : (marks.get(scope) ?? null),
      })),
    },
    hub.clock(),
  )
  for (const scope of scopes) await hub.jobs.enqueue('sync.scope', { sync: id, scope })
  return requireSync(hub, id)
}

/** One sync; throws NotFoundError. */
export async function requireSync(hub: Hub, id: string): Promise<SyncRecord> {
  const sync = await findSync(hub.database, id)
  if (sync === null) throw new NotFoundError('sync.not_found', `There is no sync ${id}. GET /syncs lists them.`)
  return sync
}
