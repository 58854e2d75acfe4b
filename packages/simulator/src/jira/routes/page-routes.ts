import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { WireEnv } from '../../http/gateway.ts'
import type { JiraPorts } from '../jira-ports.ts'

/** Serves a small page for every issue, so that links of the demo lead somewhere. */
export function servePage(app: Hono<WireEnv>, ports: JiraPorts): void {
  app.get('/browse/:key', (c) => {
    const entry = ports.site.issue(c.req.param('key'))
    if (entry === null) return c.notFound()
    const { summary, status, issuetype } = entry.record.fields
    return c.html(
      html`<!doctype html><title>${entry.key}</title><h1>${entry.key}: ${summary}</h1><p>${issuetype.name}, ${status.name}</p><p>Simulated Jira.</p>`,
    )
  })
}
