import { json, jsonText, type WireContext } from '../../http/gateway.ts'
import type { JiraEntry } from '../jira-entry.ts'
import { notFound } from '../jira-error.ts'
import type { JiraPorts, JiraServe } from '../jira-ports.ts'
import { wireHistories } from '../wire-history.ts'
import { issueJson, selectFields } from '../wire-issue.ts'

/** Serves single issues and their history. */
export function serveIssues(serve: JiraServe, ports: JiraPorts): void {
  serve('GET', '/rest/api/3/issue/{issueIdOrKey}', (c) => {
    const selection = selectFields(c.req.queries('fields') ?? [], c.req.query('expand') ?? '', '*all')
    return jsonText(c, 200, issueJson(issueOf(c, ports), selection, ports.site))
  })
  serve('GET', '/rest/api/3/issue/{issueIdOrKey}/changelog', (c) => {
    const entry = issueOf(c, ports)
    const histories = wireHistories(entry, ports.site)
    const startAt = Math.max(0, Number(c.req.query('startAt') ?? 0))
    const maxResults = Math.min(100, Math.max(1, Number(c.req.query('maxResults') ?? 100)))
    const values = histories.slice(startAt, startAt + maxResults)
    const isLast = startAt + values.length >= histories.length
    const self = `${ports.site.origin}/rest/api/3/issue/${entry.key}/changelog`
    const nextPage = isLast ? {} : { nextPage: `${self}?maxResults=${maxResults}&startAt=${startAt + values.length}` }
    return json(c, 200, { self, ...nextPage, maxResults, startAt, total: histories.length, isLast, values })
  })
}

function issueOf(c: WireContext, ports: JiraPorts): JiraEntry {
  const entry = ports.site.issue(c.req.param('issueIdOrKey') ?? '')
  if (entry === null) throw notFound('Issue does not exist or you do not have permission to see it.')
  return entry
}
