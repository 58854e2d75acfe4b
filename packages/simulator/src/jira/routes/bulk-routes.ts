import { json, jsonText, type WireContext } from '../../http/gateway.ts'
import { badRequest } from '../jira-error.ts'
import { type JiraPorts, type JiraServe, readBody } from '../jira-ports.ts'
import type { JiraSite } from '../jira-site.ts'
import { historiesOf, wireBulkHistory } from '../wire-history.ts'
import { issueJson, selectFields } from '../wire-issue.ts'

const ISSUES_MAX = 100
/** Most entries of the changelog inside an issue. */
const SHOWN_HISTORY_MAX = 40
const HISTORY_ISSUES_MAX = 1000
const HISTORY_FIELDS_MAX = 10
const HISTORY_PAGE_MAX = 10_000

/** Serves many issues, or the histories of many issues, at once; neither lags behind as a search does. */
export function serveBulk(serve: JiraServe, ports: JiraPorts): void {
  serve('POST', '/rest/api/3/issue/bulkfetch', async (c) =>
    jsonText(c, 200, bulkIssues(c, await readBody(c), ports.site)),
  )
  serve('POST', '/rest/api/3/changelog/bulkfetch', async (c) =>
    json(c, 200, bulkChangelogs(c, await readBody(c), ports)),
  )
}

/** Issues by id, each once; those that do not exist or may not be seen are in neither list, as in Jira. */
function bulkIssues(c: WireContext, body: Readonly<Record<string, unknown>>, site: JiraSite): string {
  const { issueIdsOrKeys, fields = [], expand = [] } = body
  if (!Array.isArray(issueIdsOrKeys) || issueIdsOrKeys.length < 1 || issueIdsOrKeys.length > ISSUES_MAX) {
    throw badRequest(`issueIdsOrKeys must name 1 to ${ISSUES_MAX} issues.`)
  }
  if (!Array.isArray(fields) || !Array.isArray(expand)) throw badRequest('fields and expand must be lists.')
  const selection = selectFields(fields.map(String), expand.map(String).join(), '*navigable', SHOWN_HISTORY_MAX)
  const found = new Set(issueIdsOrKeys.flatMap((name) => site.issue(String(name)) ?? []))
  c.set('objectsRead', found.size)
  const issues = [...found].sort((a, b) => a.id - b.id).map((entry) => issueJson(entry, selection, site))
  return `{"issueErrors":[],"issues":[${issues.join()}]}`
}

/** Histories of many issues, oldest first, in pages of `maxResults` histories. The token is the position to go on at. */
function bulkChangelogs(c: WireContext, body: Readonly<Record<string, unknown>>, ports: JiraPorts) {
  const { issueIdsOrKeys, fieldIds, maxResults = 1000, nextPageToken } = body
  if (!Array.isArray(issueIdsOrKeys) || issueIdsOrKeys.length < 1 || issueIdsOrKeys.length > HISTORY_ISSUES_MAX) {
    throw badRequest(`issueIdsOrKeys must name 1 to ${HISTORY_ISSUES_MAX} issues.`)
  }
  if (Array.isArray(fieldIds) && fieldIds.length > HISTORY_FIELDS_MAX) {
    throw badRequest(`fieldIds must name at most ${HISTORY_FIELDS_MAX} fields.`)
  }
  const wanted = Array.isArray(fieldIds) && fieldIds.length > 0 ? new Set(fieldIds.map(String)) : null
  const changes = [...new Set(issueIdsOrKeys.flatMap((name) => ports.site.issue(String(name)) ?? []))]
    .flatMap((entry) =>
      historiesOf(entry).flatMap((record) => {
        const history = wireBulkHistory(record, wanted, ports.site.style())
        return history === null ? [] : { issueId: entry.record.id, history }
      }),
    )
    .sort((a, b) => a.history.created - b.history.created)
  if (!Number.isSafeInteger(maxResults) || Number(maxResults) < 1 || Number(maxResults) > HISTORY_PAGE_MAX) {
    throw badRequest(`maxResults must be a whole number from 1 to ${HISTORY_PAGE_MAX}.`)
  }
  const start = typeof nextPageToken === 'string' ? Number(Buffer.from(nextPageToken, 'base64url').toString()) : 0
  if (!Number.isSafeInteger(start)) throw badRequest('The provided next page token is invalid.')
  const page = changes.slice(start, start + Number(maxResults))
  const end = start + page.length
  const byIssue = Map.groupBy(page, ({ issueId }) => issueId)
  c.set('objectsRead', byIssue.size)
  return {
    issueChangeLogs: [...byIssue].map(([issueId, list]) => ({
      issueId,
      changeHistories: list.map(({ history }) => history),
    })),
    ...(end < changes.length ? { nextPageToken: Buffer.from(String(end)).toString('base64url') } : {}),
  }
}
