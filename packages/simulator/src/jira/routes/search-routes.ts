import { json, jsonText, type WireContext } from '../../http/gateway.ts'
import { badRequest } from '../jira-error.ts'
import { type JiraPorts, type JiraServe, readBody } from '../jira-ports.ts'
import { issueJson, selectFields } from '../wire-issue.ts'

interface SearchRequest {
  readonly jql: string
  readonly fields: readonly string[]
  readonly expand: string
  readonly maxResults: number
  readonly nextPageToken: string | undefined
}

const DEFAULT_PAGE = 50
const SMALL_PAGE_MAX = 5000
/** Most entries of the changelog inside an issue. */
const HISTORY_MAX = 100
const KNOWN_MEMBERS: ReadonlySet<string> = new Set([
  'jql',
  'fields',
  'expand',
  'maxResults',
  'nextPageToken',
  'properties',
  'fieldsByKeys',
  'reconcileIssues',
])

/** Serves the search by JQL and the approximate count. */
export function serveSearch(serve: JiraServe, ports: JiraPorts): void {
  serve('GET', '/rest/api/3/search/jql', (c) => answer(c, fromQuery(c), ports))
  serve('POST', '/rest/api/3/search/jql', async (c) => answer(c, fromBody(await readBody(c)), ports))
  serve('POST', '/rest/api/3/search/approximate-count', async (c) => {
    const { jql } = await readBody(c)
    return json(c, 200, { count: ports.search.count(typeof jql === 'string' ? jql : '') })
  })
}

function answer(c: WireContext, request: SearchRequest, ports: JiraPorts): Response {
  const selection = selectFields(request.fields, request.expand, 'id', HISTORY_MAX)
  if (!Number.isSafeInteger(request.maxResults) || request.maxResults < 1) {
    throw badRequest(`The value of maxResults must be a whole number from 1 to ${SMALL_PAGE_MAX}.`)
  }
  const size = Math.min(request.maxResults, selection.small ? SMALL_PAGE_MAX : ports.pageMax)
  const page = ports.search.page(request.jql, request.nextPageToken, size)
  c.set('objectsRead', page.entries.length)
  const issues = page.entries.map((entry) => issueJson(entry, selection, ports.site)).join()
  const token = page.nextPageToken
  const tail = token === undefined ? '"isLast":true' : `"nextPageToken":${JSON.stringify(token)},"isLast":false`
  return jsonText(c, 200, `{"issues":[${issues}],${tail}}`)
}

function fromQuery(c: WireContext): SearchRequest {
  return {
    jql: c.req.query('jql') ?? '',
    fields: c.req.queries('fields') ?? [],
    expand: c.req.query('expand') ?? '',
    maxResults: Number(c.req.query('maxResults') ?? DEFAULT_PAGE),
    nextPageToken: c.req.query('nextPageToken') || undefined,
  }
}

function fromBody(body: Readonly<Record<string, unknown>>): SearchRequest {
  const { jql = '', fields = [], expand = '', maxResults = DEFAULT_PAGE, nextPageToken } = body
  const known = Object.keys(body).every((member) => KNOWN_MEMBERS.has(member))
  if (
    !known ||
    typeof jql !== 'string' ||
    !Array.isArray(fields) ||
    typeof expand !== 'string' ||
    typeof maxResults !== 'number' ||
    (nextPageToken !== undefined && nextPageToken !== null && typeof nextPageToken !== 'string')
  ) {
    throw badRequest('Invalid request payload. Refer to the REST API documentation and try again.')
  }
  return { jql, fields: fields.map(String), expand, maxResults, nextPageToken: nextPageToken || undefined }
}
