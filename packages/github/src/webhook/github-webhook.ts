import { cleanText, type WebhookNews, type WebhookScheme } from '@throughline/source'
import type { z } from 'zod'
import { deliverySchema } from './schema.ts'

/**
 * How GitHub's webhooks are read. A delivery names what changed and is believed no further than that, except about an
 * issue that was deleted or transferred. A milestone or a label that is renamed changes many items and lists none of
 * them: those are left to the census.
 */
export const githubWebhook: WebhookScheme = {
  signatureHeader: 'x-hub-signature-256',
  deliveryId: (header) => header('x-github-delivery'),
  event: (header) => cleanText(header('x-github-event') ?? 'unknown'),
  read: ({ event, body }) => {
    const parsed = deliverySchema.safeParse(body)
    return parsed.success && parsed.data.repository
      ? newsOf(event, parsed.data, parsed.data.repository.full_name)
      : null
  },
}

/** The events that the hub asks to be sent; everything else is ignored. */
export const WEBHOOK_EVENTS = [
  'issues',
  'pull_request',
  'pull_request_review',
  'release',
  'deployment',
  'deployment_status',
  'sub_issues',
] as const

type Delivery = z.infer<typeof deliverySchema>

function newsOf(event: string, delivery: Delivery, scope: string): WebhookNews | null {
  const nothing = { scope, keys: [], gone: [], streams: [] }
  const { action, issue, pull_request: pull } = delivery
  switch (event) {
    case 'issues': {
      if (!issue) return null
      const key = `${scope}#${issue.number}`
      if (action === 'deleted') return { ...nothing, gone: [{ key, kind: 'deleted', at: null, movedTo: null }] }
      if (action !== 'transferred') return { ...nothing, keys: [key] }
      const { new_issue: moved, new_repository: place } = delivery.changes ?? {}
      const movedTo = moved && place ? cleanText(`${place.full_name}#${moved.number}`) : null
      return { ...nothing, gone: [{ key, kind: 'transferred', at: null, movedTo }] }
    }
    case 'pull_request':
      return pull ? { ...nothing, keys: [`${scope}#${pull.number}`] } : null
    case 'pull_request_review':
      return pull ? { ...nothing, keys: [`${scope}#${pull.number}`], streams: ['reviews'] } : null
    case 'release':
      return { ...nothing, streams: ['releases'] }
    case 'deployment':
    case 'deployment_status':
      return { ...nothing, streams: ['deployments'] }
    case 'sub_issues': {
      const keys = [delivery.parent_issue, delivery.sub_issue].flatMap((one) => keyWithin(scope, one ?? null))
      return keys.length === 0 ? null : { ...nothing, keys }
    }
    default:
      return null
  }
}

/** Parent and child may be in different repositories, each of which is sent a delivery of its own. */
function keyWithin(scope: string, issue: NonNullable<Delivery['sub_issue']> | null): string[] {
  if (issue === null) return []
  const [, repo = scope] = /\/repos\/([^/]+\/[^/]+)$/.exec(issue.repository_url ?? '') ?? []
  return repo.toLowerCase() === scope.toLowerCase() ? [`${scope}#${issue.number}`] : []
}
