import { ValidationError } from '@throughline/errors'
import type { RegisteredHook } from '@throughline/source'
import { storeHooks } from '@throughline/store'
import { getConnection } from '../connections/get-connection.ts'
import { openSource } from '../connections/open-source.ts'
import type { Hub } from '../context.ts'
import { webhookSecret } from './receive-webhook.ts'

/** Where a connection's webhooks arrive, below the address that the tool reaches the hub at. */
export function webhookUrl(publicUrl: string, kind: string, connection: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/api/v1/webhooks/${kind}/${connection}`
}

/**
 * Has the tool send its webhooks to the hub, where the token may; what it may not do is answered as steps for a person.
 * Running it again repairs what is there and doubles nothing.
 *
 * @throws NotFoundError; ValidationError `webhook.no_secret` for a connection without a webhookSecret.
 */
export async function registerWebhook(
  hub: Hub,
  connectionId: string,
  request: { readonly publicUrl: string },
  signal: AbortSignal,
): Promise<{ readonly url: string; readonly hooks: readonly RegisteredHook[] }> {
  const connection = await getConnection(hub, connectionId)
  const secret = webhookSecret(hub, connection)
  if (secret === null) {
    throw new ValidationError(
      'webhook.no_secret',
      `Connection ${connectionId} has no webhookSecret, so no delivery could be trusted. Store one with PUT /connections/${connectionId}, then register again.`,
    )
  }
  const url = webhookUrl(request.publicUrl, connection.kind, connectionId)
  const source = openSource(hub, connection)
  try {
    const hooks = await source.register({ url, secret, scopes: connection.scopes, signal })
    const standing = hooks.flatMap(({ scope, hookId }) => (hookId === null ? [] : [{ scope, hookId }]))
    await storeHooks(hub.database.pool, connectionId, standing, hub.clock())
    return { url, hooks }
  } finally {
    await source.close()
  }
}
