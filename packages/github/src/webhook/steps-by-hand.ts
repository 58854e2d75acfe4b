import type { GithubClient } from '../client.ts'

/** A webhook that a person has to make, or put right. */
export interface HookByHand {
  readonly scope: string
  readonly url: string
  /** The one that stands there already; null when there is none, or nobody could look. */
  readonly hookId: string | null
  readonly client: GithubClient
  /** What GitHub answered. */
  readonly status: unknown
}

/** The events as GitHub's page of settings names them. */
const BOXES = 'Issues, Pull requests, Pull request reviews, Releases, Deployments, Deployment statuses, Sub issues'

/** Says why a webhook could not be registered, and how a person does it. The secret is not repeated. */
export function stepsByHand({ scope, url, hookId, client, status }: HookByHand): readonly string[] {
  const { connection, webUrl } = client
  const answer = typeof status === 'number' ? ` (${status})` : ''
  const reason =
    status === 422
      ? `GitHub does not take ${url} as a webhook of ${scope} (422): it has to reach the address over its network, and a repository has no more than 20 webhooks an event. Give the hub an address that GitHub reaches, or take these steps once it has one.`
      : `GitHub does not let the credentials of connection ${connection} set up the webhook of ${scope}${answer}. Give them write access to its webhooks (admin:repo_hook, or Webhooks in a fine-grained token or an app), or ask an administrator of the repository to take these steps.`
  return [
    reason,
    hookId === null
      ? `Open ${webUrl}/${scope}/settings/hooks/new.`
      : `Open ${webUrl}/${scope}/settings/hooks/${hookId}.`,
    `Payload URL: ${url}`,
    'Content type: application/json',
    `Secret: the webhookSecret of connection ${connection}.`,
    `Choose “Let me select individual events” and tick ${BOXES}; nothing else is needed.`,
    hookId === null
      ? 'Leave “Active” ticked and press “Add webhook”.'
      : 'Leave “Active” ticked and press “Update webhook”.',
  ]
}
