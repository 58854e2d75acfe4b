import type { WebhookNews, WebhookScheme } from '@throughline/source'
import { z } from 'zod'
import { lenient } from '../schema.ts'

const eventSchema = z.object({ webhookEvent: z.string() })

/** What Jira cannot have sent is passed over: it would stop the deliveries behind it where the database refuses it. */
const keySchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*-[0-9]{1,18}$/)

/** The last millisecond that has a year of four digits. */
const instantMax = 253_402_300_799_999

const issueEventSchema = z.object({
  timestamp: lenient(z.int().min(0).max(instantMax)),
  issue: z.object({
    key: keySchema,
    fields: lenient(z.object({ project: lenient(z.object({ key: z.string() })) })),
  }),
  changelog: lenient(
    z.object({ items: z.array(z.object({ field: lenient(z.string()), fromString: lenient(z.string()) })) }),
  ),
})

const versionEventSchema = z.object({ version: z.object({ project: z.string() }) })

/**
 * Reads what Jira's webhooks send. Comments change nothing that the hub keeps, and an event of a sprint or a version
 * mostly names its project by a number that no scope is spelled with; both come with the next sync.
 */
export const jiraWebhook: WebhookScheme = {
  signatureHeader: 'x-hub-signature',
  deliveryId: (header) => header('x-atlassian-webhook-identifier'),
  event: (_header, body) => eventSchema.safeParse(body).data?.webhookEvent ?? 'unknown',
  read: ({ event, body }) => {
    switch (event) {
      case 'jira:issue_created':
      case 'jira:issue_updated':
      case 'jira:issue_deleted':
        return issueNews(event, body)
      case 'jira:version_released':
      case 'jira:version_unreleased':
      case 'jira:version_created':
      case 'jira:version_updated':
      case 'jira:version_deleted':
        return versionNews(body)
      default:
        return null
    }
  },
}

/**
 * A deletion is certain; anything else is asked for. An issue that was moved here is told under its new key, and the
 * change names the old one, which is asked for too, so that it is known to have gone.
 */
function issueNews(event: string, body: unknown): WebhookNews | null {
  const { data } = issueEventSchema.safeParse(body)
  if (data === undefined) return null
  const { key, fields } = data.issue
  const scope = fields?.project?.key ?? key.slice(0, Math.max(0, key.lastIndexOf('-')))
  if (event === 'jira:issue_deleted') {
    return { scope, keys: [], gone: [{ key, kind: 'deleted', at: data.timestamp ?? null, movedTo: null }], streams: [] }
  }
  const oldKeys = (data.changelog?.items ?? []).flatMap(({ field, fromString }) =>
    field === 'Key' ? (keySchema.safeParse(fromString).data ?? []) : [],
  )
  return { scope, keys: [...new Set([key, ...oldKeys])], gone: [], streams: [] }
}

function versionNews(body: unknown): WebhookNews | null {
  const { data } = versionEventSchema.safeParse(body)
  return data === undefined ? null : { scope: data.version.project, keys: [], gone: [], streams: ['releases'] }
}
