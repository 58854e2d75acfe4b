import { json, type WireContext } from '../../http/gateway.ts'
import { WireError } from '../../http/wire-error.ts'
import { badRequest, jiraErrorBody, notFound } from '../jira-error.ts'
import type { JiraHook } from '../jira-hooks.ts'
import { type JiraPorts, type JiraServe, readBody } from '../jira-ports.ts'
import { jiraInstant } from '../zone.ts'

const PATH = '/rest/webhooks/1.0/webhook'

/** Serves the webhooks that administrators set up; both products have them at the same address. */
export function serveHooks(serve: JiraServe, ports: JiraPorts): void {
  const { hooks, site } = ports
  const admin: JiraServe = (method, path, handler) =>
    serve(method, path, (c) => {
      if (!site.isAdmin) throw new WireError(403, jiraErrorBody('Only administrators may see or change webhooks.'))
      return handler(c)
    })
  admin('GET', PATH, (c) =>
    json(
      c,
      200,
      hooks.list().map((hook) => wireHook(hook, ports)),
    ),
  )
  admin('POST', PATH, async (c) => json(c, 201, wireHook(hooks.add(readHook(await readBody(c))), ports)))
  admin('GET', `${PATH}/{id}`, (c) => json(c, 200, wireHook(hookOf(c, ports), ports)))
  admin('PUT', `${PATH}/{id}`, async (c) => {
    const known = hookOf(c, ports)
    return json(c, 200, wireHook(hooks.replace(known, readHook({ ...known, ...(await readBody(c)) })), ports))
  })
  admin('DELETE', `${PATH}/{id}`, (c) => {
    hooks.remove(hookOf(c, ports).id)
    return c.body(null, 204)
  })
}

function hookOf(c: WireContext, { hooks }: JiraPorts): JiraHook {
  const hook = hooks.get(Number(c.req.param('id')))
  if (hook === null) throw notFound('The webhook does not exist.')
  return hook
}

function readHook(body: Readonly<Record<string, unknown>>): Omit<JiraHook, 'id' | 'lastUpdated'> {
  const { name, url, events = [], filters = {}, excludeBody = false, enabled = true, secret = null } = body
  if (typeof name !== 'string' || name === '') throw badRequest('The name of the webhook is required.')
  if (typeof url !== 'string' || !URL.canParse(url)) throw badRequest('The URL of the webhook is not valid.')
  if (!Array.isArray(events) || typeof filters !== 'object' || filters === null) {
    throw badRequest('Invalid request payload. Refer to the REST API documentation and try again.')
  }
  return {
    name,
    url,
    events: events.map(String),
    filters: Object.fromEntries(Object.entries(filters).map(([section, jql]) => [section, String(jql)])),
    excludeBody: excludeBody === true,
    enabled: enabled !== false,
    secret: typeof secret === 'string' && secret !== '' ? secret : null,
  }
}

function wireHook({ id, secret, lastUpdated, ...hook }: JiraHook, { site }: JiraPorts) {
  const { isServer, origin, zone } = site.style()
  const { name, accountId, displayName } = site.account
  return {
    ...hook,
    self: `${origin}${PATH}/${id}`,
    lastUpdatedUser: isServer ? name : accountId,
    lastUpdatedDisplayName: displayName,
    lastUpdated: isServer ? lastUpdated : jiraInstant(lastUpdated, zone),
    ...(isServer ? {} : { isSigned: secret !== null }),
  }
}
