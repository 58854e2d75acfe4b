import { z } from '@hono/zod-openapi'
import type { ConnectionRecord, Hub } from '@throughline/hub'
import { isoInstant } from '@throughline/plan'

/** What of the credentials may be shown; whatever else they hold is dropped here. */
const publicAuth = z.object({
  type: z.enum(['basic', 'bearer', 'token', 'app']),
  email: z.string().optional(),
  appId: z.string().optional(),
  installationId: z.string().optional(),
})

/** A connection as the API shows it. Throws ConflictError when its credentials cannot be opened any more. */
export function connectionJson(hub: Hub, record: ConnectionRecord) {
  return {
    id: record.id,
    kind: record.kind,
    baseUrl: record.baseUrl,
    deployment: record.deployment,
    auth: publicAuth.parse(JSON.parse(hub.vault.open(record.auth, `connection/${record.id}/auth`))),
    scopes: record.scopes,
    statusOverrides: record.statusOverrides,
    resolutionOverrides: record.resolutionOverrides,
    estimateField: record.estimateField,
    hasWebhookSecret: record.webhookSecret !== null,
    createdAt: isoInstant(record.createdAt),
    updatedAt: isoInstant(record.updatedAt),
  }
}
