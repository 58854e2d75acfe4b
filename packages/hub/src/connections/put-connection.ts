import { ConflictError, ValidationError } from '@throughline/errors'
import type { ItemState, ToolKind } from '@throughline/plan'
import { type SourceAuth, urlRefusal } from '@throughline/source'
import {
  type ConnectionRecord,
  findConnection,
  forgetMarks,
  forgetQuota,
  removeOtherScopes,
  putConnection as storeConnection,
  unfinishedSyncs,
} from '@throughline/store'
import type { Hub } from '../context.ts'
import { deriveByOverrides } from '../syncs/derive-by-overrides.ts'
import { wakeScope } from '../syncs/wake-scope.ts'
import { authContext, holdsAuth, webhookContext } from './open-source.ts'

/** A connection as its owner writes it; secrets in clear. What is left out takes the default, not what was stored. */
export interface ConnectionInput {
  readonly kind: ToolKind
  readonly baseUrl: string
  readonly auth: SourceAuth
  readonly scopes: readonly string[]
  /** Default cloud. */
  readonly deployment?: 'cloud' | 'data-center'
  /** Default none. */
  readonly statusOverrides?: Readonly<Record<string, ItemState>>
  /** Default none. */
  readonly resolutionOverrides?: Readonly<Record<string, ItemState>>
  /** Null, the default, looks for Story Points. */
  readonly estimateField?: string | null
  /** Default none: webhooks are refused. */
  readonly webhookSecret?: string | null
  /** The part of the tool's quota that the hub may use, 0 exclusive to 1; the rest is left for people. Default 0.5. */
  readonly quotaShare?: number
}

const scopeRemoved = {
  code: 'sync.scope_removed',
  message: 'The scope was taken from the connection. Add it there to pull it again.',
}

/**
 * Stores a connection under its id, credentials sealed. Changed overrides move stored states at once, without a new
 * pull; a scope taken away takes its items with it; a sync under way goes on at once with what is stored now, whatever it
 * waited for, and with the quota of a new account; after a change of the field that estimates are read from, the next sync
 * reads everything again. Throws ConflictError for a change of kind: the items would belong
 * to another tool, and ValidationError for an address that may never be reached.
 */
export async function putConnection(hub: Hub, id: string, input: ConnectionInput): Promise<ConnectionRecord> {
  const refusal = urlRefusal(input.baseUrl, hub.allowPrivateHosts)
  if (refusal !== null) {
    throw new ValidationError('connection.address_refused', `The hub does not connect to this address: ${refusal}.`, [
      { pointer: '/baseUrl', detail: `${refusal}.` },
    ])
  }
  const before = await findConnection(hub.database, id)
  if (before !== null && before.kind !== input.kind) {
    throw new ConflictError(
      'connection.kind_changed',
      `Connection ${id} reaches ${before.kind}. Delete it first, or store the ${input.kind} connection under another id.`,
    )
  }
  const { webhookSecret = null } = input
  const connection = await storeConnection(
    hub.database,
    {
      id,
      kind: input.kind,
      baseUrl: input.baseUrl,
      deployment: input.deployment ?? 'cloud',
      auth: hub.vault.seal(JSON.stringify(input.auth), authContext(id)),
      scopes: input.scopes,
      statusOverrides: input.statusOverrides ?? {},
      resolutionOverrides: input.resolutionOverrides ?? {},
      estimateField: input.estimateField ?? null,
      quotaShare: input.quotaShare ?? 0.5,
      webhookSecret: webhookSecret === null ? null : hub.vault.seal(webhookSecret, webhookContext(id)),
    },
    hub.clock(),
  )
  if (before === null) return connection
  // Whatever this call changed: one that was cut short before may have left items of scopes taken away.
  await removeOtherScopes(hub.database.pool, id, connection.scopes, scopeRemoved, hub.clock())
  await deriveByOverrides(hub, [connection])
  await hub.jobs.enqueue('relate', {})
  // Estimates were read from another field, and nobody says which items have one in this.
  if (before.estimateField !== connection.estimateField) await forgetMarks(hub.database.pool, id)
  if (before.baseUrl !== input.baseUrl || !holdsAuth(hub, before, input.auth)) await forgetQuota(hub.database.pool, id)
  for (const { id: sync, scopes } of await unfinishedSyncs(hub.database, id)) {
    for (const { scope, status } of scopes) if (status === 'running') await wakeScope(hub, sync, scope)
  }
  return connection
}
