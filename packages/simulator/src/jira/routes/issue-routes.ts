import { json, jsonText, type WireContext } from '../../http/gateway.ts'
import type { JiraEntry } from '../jira-entry.ts'
import { badRequest, notFound } from '../jira-error.ts'
import { type JiraPorts, type JiraServe, readBody } from '../jira-ports.ts'
import { wireHistories } from '../wire-history.ts'
import { issueJson, selectFields } from '../wire-issue.ts'
import { parseJiraInstant } from '../zone.ts'

const BULK_ISSUES_MAX = 1000
const BULK_FIELDS_MAX = 10

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
  serve('POST', '/rest/api/3/changelog/bulkfetch', async (c) => json(c, 200, bulkChangelogs(await readBody(c), ports)))
}

/** Histories of many issues, oldest first, in pages of `maxResults` histories. The token is the position to go on at. */
function bulkChangelogs(body: Readonly<Record<string, unknown>>, ports: JiraPorts) {
  const { issueIdsOrKeys, fieldIds, maxResults = 1000, nextPageToken } = body
  if (!Array.isArray(issueIdsOrKeys) || issueIdsOrKeys.length < 1 || issueIdsOrKeys.length > BULK_ISSUES_MAX) {
    throw badRequest(`issueIdsOrKeys must name 1 to ${BULK_ISSUES_MAX} issues.`)
  }
  if (Array.isArray(fieldIds) && fieldIds.length > BULK_FIELDS_MAX) {
    throw badRequest(`fieldIds must name at most ${BULK_FIELDS_MAX} fields.`)
  }
  const wanted = Array.isArray(fieldIds) && fieldIds.length > 0 ? new Set(fieldIds.map(String)) : null
  const changes = issueIdsOrKeys
    .flatMap((name) => ports.site.issue(String(name)) ?? [])
    .flatMap((entry) =>
      wireHistories(entry, ports.site)
        .map((history) => ({
          issueId: entry.record.id,
          history: { ...history, items: history.items.filter(({ fieldId }) => wanted === null || wanted.has(fieldId)) },
        }))
        .filter(({ history }) => history.items.length > 0),
    )
    .sort((a, b) => parseJiraInstant(a.history.created) - parseJiraInstant(b.history.created))
  const start = typeof nextPageToken === 'string' ? Number(Buffer.from(nextPageToken, 'base64url').toString()) : 0
  if (!Number.isSafeInteger(start)) throw badRequest('The provided next page token is invalid.')
  const page = changes.slice(start, start + Number(maxResults))
  const end = start + page.length
  const byIssue = Map.groupBy(page, ({ issueId }) => issueId)
  return {
    issueChangeLogs: [...byIssue].map(([issueId, list]) => ({
      issueId,
      changeHistories: list.map(({ history }) => history),
    })),
    ...(end < changes.length ? { nextPageToken: Buffer.from(String(end)).toString('base64url') } : {}),
  }
}

function issueOf(c: WireContext, ports: JiraPorts): JiraEntry {
  const entry = ports.site.issue(c.req.param('issueIdOrKey') ?? '')
  if (entry === null) throw notFound('Issue does not exist or you do not have permission to see it.')
  return entry
}
