import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { WireEnv } from '../../http/gateway.ts'
import type { GithubPorts } from '../github-ports.ts'

/** Serves a small page for every issue and pull request, so that links of the demo lead somewhere. */
export function servePage(app: Hono<WireEnv>, ports: GithubPorts): void {
  app.get('/:owner/:repo/:kind{issues|pull}/:number{[0-9]+}', (c) => {
    const { owner, repo, number } = c.req.param()
    const thread = ports.site.repository(`${owner}/${repo}`)?.issues.get(Number(number))
    if (thread === undefined) return c.notFound()
    const { title, state } = thread.record
    return c.html(
      html`<!doctype html><title>${owner}/${repo}#${number}</title><h1>${title} #${number}</h1><p>${state}</p><p>Simulated GitHub.</p>`,
    )
  })
}
