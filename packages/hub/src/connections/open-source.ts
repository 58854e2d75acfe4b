import { isDeepStrictEqual } from 'node:util'
import { ConflictError } from '@throughline/errors'
import type { QuotaLedger, Source, SourceAuth } from '@throughline/source'
import { type ConnectionRecord, noteQuotaWindow, readQuotaWindows } from '@throughline/store'
import type { Hub } from '../context.ts'
import { sources } from '../sources.ts'

/**
 * Reaches a connection's tool, with its credentials opened. Whoever opens a source closes it.
 *
 * @param part how much of the hub's part of the tool's quota it may use, 0 exclusive to 1.
 */
export function openSource(hub: Hub, connection: ConnectionRecord, part = 1): Source {
  return sources[connection.kind].create(
    {
      connection: connection.id,
      kind: connection.kind,
      baseUrl: connection.baseUrl,
      auth: openAuth(hub, connection),
      deployment: connection.deployment,
      estimateField: connection.estimateField,
      quotaShare: connection.quotaShare * part,
    },
    {
      clock: hub.clock,
      log: hub.log,
      allowPrivateHosts: hub.allowPrivateHosts,
      http: hub.http ?? {},
      quota: ledgerOf(hub, connection.id),
    },
  )
}

/** What the workers of a connection know of its quota, shared in the database. */
function ledgerOf({ database: { pool } }: Hub, connection: string): QuotaLedger {
  return {
    read: () => readQuotaWindows(pool, connection),
    note: (window) => noteQuotaWindow(pool, connection, window),
  }
}

/** What of a connection's credentials may be shown: their kind, and names that open nothing by themselves. */
export interface PublicAuth {
  readonly type: SourceAuth['type']
  readonly email?: string
  readonly appId?: string
  readonly installationId?: string
}

/** The part of a connection's credentials that is no secret. Throws ConflictError when they cannot be opened any more. */
export function publicAuth(hub: Hub, connection: ConnectionRecord): PublicAuth {
  const auth = openAuth(hub, connection)
  switch (auth.type) {
    case 'basic':
      return { type: auth.type, email: auth.email }
    case 'app':
      return { type: auth.type, appId: auth.appId, installationId: auth.installationId }
    case 'bearer':
    case 'token':
      return { type: auth.type }
  }
}

/** Whether a connection holds just these credentials; false when its own cannot be opened any more. */
export function holdsAuth(hub: Hub, connection: ConnectionRecord, auth: SourceAuth): boolean {
  try {
    return isDeepStrictEqual(openAuth(hub, connection), auth)
  } catch (error) {
    if (error instanceof ConflictError) return false
    throw error
  }
}

function openAuth(hub: Hub, connection: ConnectionRecord): SourceAuth {
  return JSON.parse(hub.vault.open(connection.auth, authContext(connection.id))) as SourceAuth
}

/** What a connection's sealed credentials are bound to. */
export function authContext(connection: string): string {
  return `connection/${connection}/auth`
}

/** What a connection's sealed webhook secret is bound to. */
export function webhookContext(connection: string): string {
  return `connection/${connection}/webhook`
}
