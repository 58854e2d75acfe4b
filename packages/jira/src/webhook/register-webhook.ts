import { ThroughlineError } from '@throughline/errors'
import type { CallOptions, RegisteredHook, RegisterRequest } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import type { JiraPorts } from '../jira-ports.ts'
import { projectJql } from '../project-jql.ts'
import { lenient } from '../schema.ts'

/** Both deployments keep the webhooks of administrators here, outside the versions of the API. */
const HOOKS = '/rest/webhooks/1.0/webhook'
const EVENTS = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'jira:version_released',
  'jira:version_unreleased',
]

const hookSchema = z.object({ self: z.string(), url: lenient(z.string()) })

/**
 * Has Jira send changes of the connection's projects to the hub, with one webhook for all of them. One that stands there
 * for the same address is kept and told everything anew, its secret too, which Jira never shows. For an account that is no
 * administrator the answer is what an administrator has to enter.
 */
export async function registerWebhook(
  request: RegisterRequest,
  { client }: Pick<JiraPorts, 'client'>,
): Promise<readonly RegisteredHook[]> {
  const { url, scopes, secret, signal } = request
  const options: CallOptions = { signal, meter: { requests: 0 }, usesReserve: true }
  if (scopes.length === 0) return []
  const jql = jqlOf(scopes, client)
  const body = {
    name: `Throughline, connection ${client.connection}`,
    url,
    events: EVENTS,
    filters: { 'issue-related-events-section': jql },
    excludeBody: false,
    enabled: true,
    secret,
  }
  try {
    const { data: hooks } = await client.request({ url: HOOKS, schema: z.array(hookSchema) }, options)
    const standing = hooks.find((hook) => hook.url === url)
    const place =
      standing === undefined
        ? ({ url: HOOKS, method: 'POST' } as const)
        : ({ url: `${HOOKS}/${idOf(standing.self)}`, method: 'PUT' } as const)
    const { data: hook } = await client.request({ ...place, body, schema: hookSchema }, options)
    return [{ scope: null, hookId: idOf(hook.self), steps: [] }]
  } catch (error) {
    const status = error instanceof ThroughlineError ? error.context.status : null
    if (status !== 401 && status !== 403 && status !== 404) throw error
    return [{ scope: null, hookId: null, steps: stepsFor(url, jql, client) }]
  }
}

function jqlOf(scopes: readonly string[], client: JiraClient): string {
  // Checked one by one: what is no key would end the condition, or be one of its own.
  for (const scope of scopes) projectJql(scope, client)
  return `project in (${scopes.map((scope) => `"${scope}"`).join(', ')})`
}

/** Jira tells the id of a webhook only as the end of its address. */
function idOf(self: string): string {
  return self.slice(self.lastIndexOf('/') + 1)
}

function stepsFor(url: string, jql: string, client: JiraClient): readonly string[] {
  return [
    `The account of connection ${client.connection} may not create webhooks in Jira. A Jira administrator can do it once, by hand:`,
    `Open ${client.baseUrl}/plugins/servlet/webhooks (Settings, System, WebHooks) and choose Create a WebHook.`,
    `Name: Throughline, connection ${client.connection}. Status: Enabled. URL: ${url}`,
    `Secret: the webhookSecret of connection ${client.connection}, as it was stored with PUT /connections/${client.connection}.`,
    `Issue related events: enter the JQL ${jql} and tick created, updated and deleted under Issue.`,
    'Project related events: tick released and unreleased under Version. Leave Exclude body unticked, and choose Create.',
  ]
}
