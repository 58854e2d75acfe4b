import { UpstreamRefusedError } from '@throughline/errors'
import type { CallOptions, RegisteredHook, RegisterRequest } from '@throughline/source'
import type { z } from 'zod'
import { type GithubClient, recordsSchema } from '../client.ts'
import { PAGE_SIZE } from '../list-page.ts'
import { checkScope } from '../scope.ts'
import { WEBHOOK_EVENTS } from './github-webhook.ts'
import { hookSchema } from './schema.ts'
import { stepsByHand } from './steps-by-hand.ts'

type Hook = z.infer<typeof hookSchema>

/**
 * Has each repository send its webhooks. One that goes to the same address already stays, and is put right where it
 * leaves out events, sends no JSON, is not signed or is switched off. GitHub never shows a secret, so one that was changed
 * at the hub alone is not noticed.
 *
 * What the credentials may not do, or GitHub refuses, comes back as the steps to do it by hand.
 *
 * @throws the errors of `GithubClient.request` for what passes and for credentials that are refused altogether.
 */
export async function registerHooks(
  request: RegisterRequest,
  client: GithubClient,
): Promise<readonly RegisteredHook[]> {
  const options: CallOptions = { signal: request.signal, meter: { requests: 0 } }
  const hooks: RegisteredHook[] = []
  // One after the other: GitHub asks not to write at the same time.
  for (const scope of request.scopes) hooks.push(await register(scope, request, client, options))
  return hooks
}

async function register(
  scope: string,
  { url, secret }: RegisterRequest,
  client: GithubClient,
  options: CallOptions,
): Promise<RegisteredHook> {
  const config = { url, content_type: 'json', secret, insecure_ssl: '0' }
  const wanted = { config, events: [...WEBHOOK_EVENTS], active: true }
  let hookId: string | null = null
  try {
    checkScope(scope, client.connection)
    const known = await hookTo(url, scope, client, options)
    hookId = known === null ? null : String(known.id)
    if (known === null) {
      const route = 'POST /repos/{owner}/{repo}/hooks'
      const parameters = { name: 'web', ...wanted }
      const { data } = await client.request({ route, scope, parameters, schema: hookSchema }, options)
      hookId = String(data.id)
    } else if (!isRight(known)) {
      const route = 'PATCH /repos/{owner}/{repo}/hooks/{hook_id}'
      const parameters = { hook_id: known.id, ...wanted }
      await client.request({ route, scope, parameters, schema: hookSchema }, options)
    }
    return { scope, hookId, steps: [] }
  } catch (error) {
    if (!(error instanceof UpstreamRefusedError)) throw error
    return { scope, hookId, steps: stepsByHand({ scope, url, hookId, client, status: error.context.status }) }
  }
}

/** The webhook that goes to this address. */
async function hookTo(url: string, scope: string, client: GithubClient, options: CallOptions): Promise<Hook | null> {
  for (let page = 1; ; page += 1) {
    const parameters = { per_page: PAGE_SIZE, page }
    const route = 'GET /repos/{owner}/{repo}/hooks'
    const { data, links } = await client.request({ route, scope, parameters, schema: recordsSchema }, options)
    const hooks = data.flatMap((raw) => hookSchema.safeParse(raw).data ?? [])
    const found = hooks.find(({ config }) => config?.url === url)
    if (found !== undefined || !links.hasNext) return found ?? null
  }
}

function isRight({ active, events, config }: Hook): boolean {
  const sent = events ?? []
  return (
    active !== false &&
    config?.content_type === 'json' &&
    Boolean(config.secret) &&
    (sent.includes('*') || WEBHOOK_EVENTS.every((event) => sent.includes(event)))
  )
}
