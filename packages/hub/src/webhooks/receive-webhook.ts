import { createHash } from 'node:crypto'
import { UnauthorizedError, ValidationError } from '@throughline/errors'
import type { ToolKind } from '@throughline/plan'
import { cleanText, type HeaderReader, verifySignature } from '@throughline/source'
import { type ConnectionRecord, findConnection, storeDelivery } from '@throughline/store'
import { webhookContext } from '../connections/open-source.ts'
import type { Hub } from '../context.ts'
import { sources } from '../sources.ts'

/** A webhook delivery as it came in. */
export interface IncomingDelivery {
  readonly header: HeaderReader
  readonly rawBody: Uint8Array
}

/**
 * Takes a signed delivery in: stores it durably and has it read by a job, so it is answered at once. A delivery that is
 * sent again changes nothing.
 *
 * @throws UnauthorizedError `webhook.bad_signature`, alike for a wrong signature, a connection without a secret and one
 *   that does not exist; ValidationError `webhook.no_json`.
 */
export async function receiveWebhook(
  hub: Hub,
  kind: ToolKind,
  connectionId: string,
  delivery: IncomingDelivery,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const connection = await findConnection(hub.database, connectionId)
  const scheme = sources[kind].webhook
  const secret = connection?.kind === kind ? webhookSecret(hub, connection) : null
  const signature = delivery.header(scheme.signatureHeader)
  if (secret === null || !verifySignature(secret, delivery.rawBody, signature)) {
    throw new UnauthorizedError(
      'webhook.bad_signature',
      `The delivery is not signed with the webhookSecret of a ${kind} connection ${connectionId}. Give the tool the same secret that the connection has.`,
    )
  }
  const event = cleanText(scheme.event(delivery.header, parseBody(delivery.rawBody)))
  const id = scheme.deliveryId(delivery.header) ?? idOf(delivery.rawBody)
  const body = Buffer.from(delivery.rawBody)
  const isNew = await storeDelivery(hub.database.pool, connectionId, { id, event, body, receivedAt: hub.clock() })
  if (isNew) await hub.jobs.enqueue('webhooks.read', { connection: connectionId })
  return { id, isNew }
}

/** The secret that a connection's deliveries are signed with; null refuses them all. */
export function webhookSecret(hub: Hub, { id, webhookSecret: sealed }: ConnectionRecord): string | null {
  return sealed === null ? null : hub.vault.open(sealed, webhookContext(id))
}

/** Reads a delivery's body. */
function parseBody(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString('utf8'))
  } catch (cause) {
    throw new ValidationError(
      'webhook.no_json',
      'The delivery is signed, but it is no JSON. Set the webhook’s content type to application/json.',
      [],
      { cause },
    )
  }
}

/** A delivery without an id of its own is known by what it says. */
function idOf(rawBody: Uint8Array): string {
  return `sha256-${createHash('sha256').update(rawBody).digest('hex')}`
}
