import { type ConnectionRecord, type Hub, publicAuth } from '@throughline/hub'
import { isoInstant } from '@throughline/plan'

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
    hasWebhookSecret: record.webhookSecret !== null,
    createdAt: isoInstant(record.createdAt),
    updatedAt: isoInstant(record.updatedAt),
  }
}
