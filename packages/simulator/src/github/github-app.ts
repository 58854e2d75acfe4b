import type { Hono } from 'hono'
import { json, serveEndpoint, type WireEnv } from '../http/gateway.ts'
import { WireError } from '../http/wire-error.ts'
import type { GithubPorts, GithubServe } from './github-ports.ts'
import { limitHeaders } from './rate-limit.ts'
import { serveAccount } from './routes/account-routes.ts'
import { serveDeliveredWork } from './routes/delivered-work-routes.ts'
import { serveEvents } from './routes/event-routes.ts'
import { serveHooks } from './routes/hook-routes.ts'
import { serveInstallations } from './routes/installation-routes.ts'
import { servePage } from './routes/page-routes.ts'
import { serveThreads } from './routes/thread-routes.ts'

const BY_NAME = '/repos/{owner}/{repo}'
const BY_ID = '/repositories/{repository_id}'

/** Where a GitHub Enterprise Server serves its API. */
export const SERVER_API = '/api/v3'

const SERVER_VERSION = '3.17.2'

/** Adds the routes of GitHub's REST API to an application. */
export function serveGithub(app: Hono<WireEnv>, ports: GithubPorts): void {
  const { isServer } = ports.site
  const prefix = isServer ? SERVER_API : ''
  if (isServer) {
    app.use('*', async (c, next) => {
      await next()
      c.res.headers.set('x-github-enterprise-version', SERVER_VERSION)
    })
  }
  const serve: GithubServe = (path, handler, options = {}) => {
    // Links between pages name a repository by its id, so every path under one is served under both.
    const paths = path.startsWith(BY_NAME) ? [path, path.replace(BY_NAME, BY_ID)] : [path]
    for (const route of paths) {
      serveEndpoint(
        app,
        options.method ?? 'GET',
        `${prefix}${route}`,
        async (c) => {
          c.header('x-github-media-type', 'github.v3; format=json')
          const viewer = ports.tokens.viewer(c)
          const account = viewer?.name ?? null
          // An Enterprise Server has no limits until its administrator sets some.
          const isLimited = !isServer
          if (isLimited && !options.uncounted) ports.limit.check(account, c.req.method)
          if (viewer?.kind === 'user') c.header('x-oauth-scopes', ports.tokens.account.scopes.join(', '))
          const response = await answerOf(
            () => handler(c, viewer),
            (error) => json(c, error.status, error.body, error.headers),
          )
          if (!isLimited) return response
          if (!options.uncounted && response.status !== 304) ports.limit.count(account)
          for (const [name, value] of Object.entries(limitHeaders(ports.limit.state(account)))) {
            response.headers.set(name, value)
          }
          return response
        },
        path,
      )
    }
  }
  // Before the issues: `events` would be taken for a number.
  serveEvents(serve, ports)
  serveThreads(serve, ports)
  serveDeliveredWork(serve, ports)
  serveHooks(serve, ports)
  serveAccount(serve, ports)
  serveInstallations(app, ports, prefix)
  servePage(app, ports)
}

async function answerOf(
  handle: () => Response | Promise<Response>,
  refuse: (error: WireError) => Response,
): Promise<Response> {
  try {
    return await handle()
  } catch (error) {
    if (error instanceof WireError) return refuse(error)
    throw error
  }
}
