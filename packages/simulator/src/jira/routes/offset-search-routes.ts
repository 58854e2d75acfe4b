import { jsonText, type WireContext } from '../../http/gateway.ts'
import { badRequest } from '../jira-error.ts'
import { type JiraPorts, type JiraServe, readBody } from '../jira-ports.ts'
import { issueJson, selectFields } from '../wire-issue.ts'

interface OffsetRequest {
  readonly jql: string
  readonly fields: readonly string[]
  readonly expand: string
  readonly startAt: number
  readonly maxResults: number
  /** Whether a name that does not exist is refused; left out of the query otherwise. */
  readonly isStrict: boolean
}

const DEFAULT_PAGE = 50
const HISTORY_MAX = 100

/** Serves the search of Data Center: pages by offset, with the total, over the index as it is at each request. */
export function serveOffsetSearch(serve: JiraServe, ports: JiraPorts): void {
  serve('GET', '/rest/api/2/search', (c) => answer(c, fromQuery(c), ports))
  serve('POST', '/rest/api/2/search', async (c) => answer(c, fromBody(await readBody(c)), ports))
}

function answer(c: WireContext, request: OffsetRequest, { site, search, pageMax }: JiraPorts): Response {
  const { jql, startAt, isStrict } = request
  if (!Number.isSafeInteger(startAt) || startAt < 0 || !Number.isSafeInteger(request.maxResults)) {
    throw badRequest('startAt and maxResults must be whole numbers.')
  }
  // A negative number asks for as many as there may be.
  const maxResults = request.maxResults < 0 ? pageMax : Math.min(request.maxResults, pageMax)
  const selection = selectFields(request.fields, request.expand, '*navigable', HISTORY_MAX)
  const { entries, total } = search.range(jql, startAt, maxResults, isStrict)
  c.set('objectsRead', entries.length)
  const issues = entries.map((entry) => issueJson(entry, selection, site)).join()
  const head = `"expand":"schema,names","startAt":${startAt},"maxResults":${maxResults},"total":${total}`
  return jsonText(c, 200, `{${head},"issues":[${issues}]}`)
}

function fromQuery(c: WireContext): OffsetRequest {
  return {
    jql: c.req.query('jql') ?? '',
    fields: c.req.queries('fields') ?? [],
    expand: c.req.query('expand') ?? '',
    startAt: Number(c.req.query('startAt') ?? 0),
    maxResults: Number(c.req.query('maxResults') ?? DEFAULT_PAGE),
    isStrict: isStrict(c.req.query('validateQuery')),
  }
}

function fromBody(body: Readonly<Record<string, unknown>>): OffsetRequest {
  const { jql = '', fields = [], expand = [], startAt = 0, maxResults = DEFAULT_PAGE, validateQuery, ...rest } = body
  const isKnown = Object.keys(rest).every((name) => name === 'fieldsByKeys' || name === 'properties')
  if (
    !isKnown ||
    typeof jql !== 'string' ||
    !Array.isArray(fields) ||
    !Array.isArray(expand) ||
    typeof startAt !== 'number' ||
    typeof maxResults !== 'number'
  ) {
    throw badRequest('Invalid request payload. Refer to the REST API documentation and try again.')
  }
  return {
    jql,
    fields: fields.map(String),
    expand: expand.map(String).join(),
    startAt,
    maxResults,
    isStrict: isStrict(validateQuery),
  }
}

function isStrict(validateQuery: unknown): boolean {
  return !['false', 'none', 'warn'].includes(String(validateQuery ?? 'true'))
}
