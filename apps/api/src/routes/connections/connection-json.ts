import {
  type ConnectionRecord,
  connectionScopes,
  getConnection,
  type Hub,
  publicAuth,
  readQuotaWindows,
  reviewsByScope,
  type ScopeFreshness,
} from '@throughline/hub'
import { isoInstant } from '@throughline/plan'
import { iso, quotaJson } from '../../json.ts'

/** A connection as the API shows it. Throws ConflictError when its credentials cannot be opened any more. */
export function connectionJson(hub: Hub, record: ConnectionRecord) {
  return {
    id: record.id,
    kind: record.kind,
    baseUrl: record.baseUrl,
    deployment: record.deployment,
    auth: publicAuth(hub, record),
    scopes: record.scopes,
    statusOverrides: record.statusOverrides,
    resolutionOverrides: record.resolutionOverrides,
    estimateField: record.estimateField,
    quotaShare: record.quotaShare,
    hasWebhookSecret: record.webhookSecret !== null,
    createdAt: isoInstant(record.createdAt),
    updatedAt: isoInstant(record.updatedAt),
  }
}

/** One connection with how complete its scopes are, and how its quota stands. Throws NotFoundError, and as above. */
export async function connectionDetailJson(hub: Hub, id: string) {
  const record = await getConnection(hub, id)
  const reviews = await reviewsByScope(hub, id)
  const scopes = await connectionScopes(hub, id)
  const quota = await readQuotaWindows(hub.database.pool, id)
  return {
    ...connectionJson(hub, record),
    scopeStates: scopes.map((scope) => ({ ...scopeJson(scope), reviews: reviews.get(scope.scope) ?? null })),
    quota: quota.map(quotaJson),
  }
}

function scopeJson({ scope, syncedAt, censusAt, entries, matched }: ScopeFreshness) {
  const coverage = entries === null || matched === null ? null : entries === 0 ? 1 : matched / entries
  return { scope, syncedAt: iso(syncedAt), censusAt: iso(censusAt), coverage, entries, matched }
}
