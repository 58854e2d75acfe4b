import type { Source, SourceAuth } from '@throughline/source'
import type { ConnectionRecord } from '@throughline/store'
import type { Hub } from '../context.ts'
import { sources } from '../sources.ts'

/** Reaches a connection's tool, with its credentials opened. Whoever opens a source closes it. */
export function openSource(hub: Hub, connection: ConnectionRecord): Source {
  const auth = JSON.parse(hub.vault.open(connection.auth, authContext(connection.id))) as SourceAuth
  return sources[connection.kind].create(
    {
      connection: connection.id,
      kind: connection.kind,
      baseUrl: connection.baseUrl,
      auth,
      deployment: connection.deployment,
      estimateField: connection.estimateField,
    },
    { clock: hub.clock, log: hub.log, allowPrivateHosts: hub.allowPrivateHosts },
  )
}

/** What a connection's sealed credentials are bound to. */
export function authContext(connection: string): string {
  return `connection/${connection}/auth`
}

/** What a connection's sealed webhook secret is bound to. */
export function webhookContext(connection: string): string {
  return `connection/${connection}/webhook`
}
