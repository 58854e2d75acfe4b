import type { WireContext } from '../../http/gateway.ts'
import { json } from '../../http/gateway.ts'
import { WireError } from '../../http/wire-error.ts'
import type { Viewer } from '../github-auth.ts'
import { githubError } from '../github-error.ts'
import type { GithubHook, GithubHooks, HookSetting } from '../github-hooks.ts'
import { type GithubPorts, type GithubServe, repositoryOf } from '../github-ports.ts'
import type { GithubRepository } from '../github-repository.ts'
import { taggedList } from '../tagged-page.ts'
import { isSuccess, wireDelivery, wireFullDelivery, wireHook } from '../wire-hook.ts'
import { readPage } from './list-query.ts'

const HOOKS = '/repos/{owner}/{repo}/hooks'
const HOOK = `${HOOKS}/{hook_id}`

/** Serves the webhooks of repositories and their deliveries; who may not administer sees none of it. */
export function serveHooks(serve: GithubServe, ports: GithubPorts): void {
  const { site, hooks } = ports
  const administered = (c: WireContext, viewer: Viewer): GithubRepository => {
    const repository = repositoryOf(c, viewer, site)
    if (viewer === null || !ports.tokens.rights.admin) throw githubError(404, 'Not Found')
    return repository
  }
  const wire = (hook: GithubHook, repository: GithubRepository) =>
    wireHook(hook, hooks.deliveries(hook)[0], repository, site.origins)

  serve(HOOKS, (c, viewer) => {
    const repository = administered(c, viewer)
    const list = hooks.list(repository)
    return taggedList(c, site, repository, readPage(c, ports.pageMax), list, (hook) => wire(hook, repository))
  })
  serve(
    HOOKS,
    async (c, viewer) => {
      const repository = administered(c, viewer)
      const setting = readSetting(await c.req.json())
      const isKnown = ({ url, events }: GithubHook) => url === setting.url && `${events}` === `${setting.events}`
      if (hooks.list(repository).some(isKnown)) throw refused('Hook already exists on this repository')
      return json(c, 201, wire(hooks.create(repository, setting), repository))
    },
    { method: 'POST' },
  )
  serve(HOOK, (c, viewer) => {
    const repository = administered(c, viewer)
    return json(c, 200, wire(hookOf(c, hooks, repository), repository))
  })
  serve(
    HOOK,
    (c, viewer) => {
      hooks.delete(hookOf(c, hooks, administered(c, viewer)))
      return c.body(null, 204)
    },
    { method: 'DELETE' },
  )
  serve(`${HOOK}/deliveries`, (c, viewer) => {
    const hook = hookOf(c, hooks, administered(c, viewer))
    return deliveryPage(c, ports, hook)
  })
  serve(`${HOOK}/deliveries/{delivery_id}`, (c, viewer) => {
    const hook = hookOf(c, hooks, administered(c, viewer))
    return json(c, 200, wireFullDelivery(deliveryOf(c, hooks, hook), hook))
  })
  serve(
    `${HOOK}/deliveries/{delivery_id}/attempts`,
    (c, viewer) => {
      const hook = hookOf(c, hooks, administered(c, viewer))
      hooks.redeliver(hook, deliveryOf(c, hooks, hook))
      return json(c, 202, {})
    },
    { method: 'POST' },
  )
}

function hookOf(c: WireContext, hooks: GithubHooks, repository: GithubRepository): GithubHook {
  const hook = hooks.get(repository, Number(c.req.param('hook_id')))
  if (hook === undefined) throw githubError(404, 'Not Found')
  return hook
}

function deliveryOf(c: WireContext, hooks: GithubHooks, hook: GithubHook) {
  const id = Number(c.req.param('delivery_id'))
  const delivery = hooks.deliveries(hook).find((known) => known.id === id)
  if (delivery === undefined) throw githubError(404, 'Not Found')
  return delivery
}

/** A page that a cursor begins: what comes in meanwhile does not move it. */
function deliveryPage(c: WireContext, { site, hooks }: GithubPorts, hook: GithubHook): Response {
  const { perPage } = readPage(c, Number.POSITIVE_INFINITY)
  const { cursor, status } = c.req.query()
  const before = cursor === undefined ? Number.POSITIVE_INFINITY : Number(/^v1_(\d+)$/.exec(cursor)?.[1] ?? Number.NaN)
  if (Number.isNaN(before)) throw githubError(400, 'Invalid cursor')
  const wanted = hooks
    .deliveries(hook)
    .filter(
      (delivery) => delivery.id < before && (status === undefined || (status === 'success') === isSuccess(delivery)),
    )
  const page = wanted.slice(0, perPage)
  const last = page.at(-1)
  const target = new URL(`${site.origins.api}/repositories/${hook.repositoryId}/hooks/${hook.id}/deliveries`)
  target.search = new URL(c.req.url).search
  target.searchParams.set('cursor', `v1_${last?.id}`)
  const link = wanted.length > perPage ? { link: `<${target.href}>; rel="next"` } : undefined
  return json(
    c,
    200,
    page.map((delivery) => wireDelivery(delivery, hook)),
    link,
  )
}

function readSetting(given: unknown): HookSetting {
  const { config, events, active } = (given ?? {}) as {
    config?: { url?: unknown; content_type?: unknown; secret?: unknown; insecure_ssl?: unknown }
    events?: unknown
    active?: unknown
  }
  if (typeof config?.url !== 'string' || !URL.canParse(config.url)) throw refused('url is missing or malformed')
  return {
    url: config.url,
    contentType: config.content_type === 'json' ? 'json' : 'form',
    secret: typeof config.secret === 'string' && config.secret !== '' ? config.secret : null,
    insecureSsl: String(config.insecure_ssl ?? '0'),
    events: Array.isArray(events) && events.length > 0 ? events.map(String) : ['push'],
    active: active !== false,
  }
}

function refused(message: string): WireError {
  return new WireError(422, {
    message: 'Validation Failed',
    errors: [{ resource: 'Hook', code: 'custom', message }],
    documentation_url: 'https://docs.github.com/rest/repos/webhooks#create-a-repository-webhook',
    status: '422',
  })
}
