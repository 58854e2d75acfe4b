import { json, jsonText, type WireContext } from '../../http/gateway.ts'
import type { JiraEntry } from '../jira-entry.ts'
import { notFound } from '../jira-error.ts'
import type { JiraPorts, JiraServe } from '../jira-ports.ts'
import { wireHistories } from '../wire-history.ts'
import { issueJson, selectFields } from '../wire-issue.ts'

/** Most entries of the changelog that Cloud shows inside an issue; Data Center shows all. */
const HISTORY_MAX = 100

/** Serves single issues and their history. */
export function serveIssues(serve: JiraServe, ports: JiraPorts): void {
  const { site } = ports
  const { version, isServer } = site.style()
  const issue = `/rest/api/${version}/issue/{issueIdOrKey}`
  serve('GET', issue, (c) => {
    const historyMax = isServer ? Number.POSITIVE_INFINITY : HISTORY_MAX
    const selection = selectFields(c.req.queries('fields') ?? [], c.req.query('expand') ?? '', '*all', historyMax)
    return jsonText(c, 200, issueJson(issueOf(c, ports), selection, site))
  })
  if (isServer && !ports.servesChangelog) return
  serve('GET', `${issue}/changelog`, (c) => {
    const entry = issueOf(c, ports)
    const histories = wireHistories(entry, site.style())
    const startAt = Math.max(0, Number(c.req.query('startAt') ?? 0))
    const maxResults = Math.min(HISTORY_MAX, Math.max(1, Number(c.req.query('maxResults') ?? HISTORY_MAX)))
    const values = histories.slice(startAt, startAt + maxResults)
    const isLast = startAt + values.length >= histories.length
    const self = `${site.style().base}/issue/${entry.key}/changelog`
    const nextPage = isLast ? {} : { nextPage: `${self}?maxResults=${maxResults}&startAt=${startAt + values.length}` }
    return json(c, 200, { self, ...nextPage, maxResults, startAt, total: histories.length, isLast, values })
  })
}

function issueOf(c: WireContext, { site }: JiraPorts): JiraEntry {
  const entry = site.issue(c.req.param('issueIdOrKey') ?? '')
  c.set('objectsRead', 1)
  if (entry === null) throw notFound('Issue does not exist or you do not have permission to see it.')
  return entry
}
