import { UpstreamError, UpstreamRefusedError } from '@throughline/errors'
import type { EpochMs, ItemRecord } from '@throughline/plan'
import type { CallOptions, Page, QuarantinedRecord, RequestMeter, SourceLog, WalkRequest } from '@throughline/source'
import type { JiraClient } from '../client.ts'
import { countSchema, myselfSchema, searchPageSchema } from '../schema.ts'
import { type Mark, readCursor, readMark, type WalkState, writeCursor, writeMark } from './cursor.ts'
import { findEstimateFields } from './estimate-fields.ts'
import { ISSUE_FIELDS, mapIssue } from './map.ts'

/** Jira trims a page to this many issues as soon as fields beyond id and key are asked for. */
const PAGE_SIZE = 100

/**
 * How long an update may stay out of search results: the index runs seconds to minutes behind the issues, and a bulk edit
 * longer. A mark is never nearer than this to the start of its walk; what is walked twice is stored once.
 */
export const OVERLAP_MINUTES = 10

/** How far a query reaches back before what it is after: JQL knows whole minutes only, and its window slides. */
const LEAD_MINUTES = 3

/** What a walk needs besides the request. */
export interface WalkPorts {
  readonly client: JiraClient
  /** Name or id of the estimate field; null looks for Story Points. */
  readonly estimateField: string | null
  readonly log: SourceLog
}

/**
 * Walks the issues of one project. Full walks are ordered by creation, so nothing that is edited meanwhile moves.
 * Incremental walks ask for `updated >= "-Nm"`, with N counted on Jira's own clock: a date in JQL would be read in the
 * zone of the searching account, which can change between two runs. When nothing is new that costs two requests.
 *
 * The mark is the latest update seen, by Jira's own stamp, or a little before the walk began where that is earlier: then
 * neither a wrong clock nor a late index hides an update from the next walk. What a walk of several pages saw last may have
 * come after an edit that it passed by, so its own length is taken off that. A mark ahead of Jira's clock tells that the
 * clock was turned back, and with it the stamps of what changed since; then everything is walked.
 *
 * Ends on a page without `nextPageToken`, whatever `isLast` says; an empty page with a token goes on.
 *
 * @throws UpstreamRefusedError `jira.unknown_project`; UpstreamError `jira.paging_loop` when Jira repeats a token; the
 *   errors of `JiraClient.request`.
 */
export async function* walkItems(request: WalkRequest, ports: WalkPorts): AsyncGenerator<Page> {
  const meter: RequestMeter = { requests: 0 }
  const options: CallOptions = { signal: request.signal, meter }
  const resumed = readCursor(request.from)
  let state = resumed ?? (await begin(request, ports, options))
  // A token may have expired while the walk lay still; it is given up once, and the query asked anew.
  let mayAskAnew = resumed?.token != null
  const tokens = new Set<string>(state.token === null ? [] : [state.token])
  for (;;) {
    let answer: Awaited<ReturnType<typeof search>>
    try {
      answer = await search(request.scope, state, ports.client, options)
    } catch (error) {
      if (!isRefused(error)) throw error
      if (state.token === null) throw unknownProject(request.scope, ports.client)
      if (!mayAskAnew) throw error
      mayAskAnew = false
      ports.log.info({ scope: request.scope }, 'jira no longer takes the page token, so the walk asks anew')
      state = { ...state, token: null, asked: await serverNow(ports.client, options) }
      continue
    }
    mayAskAnew = false
    const token = answer.data.nextPageToken || null
    if (state.token === null) tokens.clear()
    if (token !== null && tokens.has(token)) throw pagingLoop(request.scope, ports.client)
    if (token !== null) tokens.add(token)
    const page = readPage(answer.data.issues, request.scope, state, ports.client)
    state = { ...state, latest: latestOf(state.latest, page.records) }
    const next = advance(state, token, answer.serverTime)
    yield {
      ...page,
      next: next === null ? null : writeCursor(next),
      mark: next === null ? writeMark(markAfter(state, answer.serverTime)) : null,
      moves: [],
      sprints: [],
      requests: meter.requests,
      expected: state.expected,
    }
    if (next === null) return
    meter.requests = 0
    state = next
  }
}

async function begin(request: WalkRequest, ports: WalkPorts, options: CallOptions): Promise<WalkState> {
  const mark = readMark(request.since)
  const began = await serverNow(ports.client, options)
  const known = mark !== null && mark.estimate.configured === ports.estimateField ? mark.estimate.fields : null
  const fields = known ?? (await findEstimateFields(ports.client, ports.estimateField, options))
  const since = mark === null || mark.at === null || mark.at > began ? null : mark.at
  const state = {
    began,
    latest: null,
    since,
    asked: began,
    leadMinutes: LEAD_MINUTES,
    token: null,
    estimate: { configured: ports.estimateField, fields: [...fields] },
    expected: null,
  }
  return mark === null ? { ...state, expected: await count(request.scope, state, ports.client, options) } : state
}

function latestOf(before: EpochMs | null, records: readonly ItemRecord[]): EpochMs | null {
  return records.reduce<EpochMs | null>((latest, { updatedAt }) => Math.max(latest ?? updatedAt, updatedAt), before)
}

function markAfter({ began, latest, since, estimate }: WalkState, ended: EpochMs): Mark {
  const length = Math.max(0, ended - began)
  // The mark before stays true: whatever was not seen until then is stamped later.
  const seen = latest === null ? since : Math.max(latest - length, since ?? Number.NEGATIVE_INFINITY)
  return { at: seen === null ? null : Math.min(seen, began - OVERLAP_MINUTES * 60_000), estimate }
}

/**
 * The state after a page; null when the walk is done. The window of an incremental query may slide with Jira's clock
 * from page to page; once it could have slid past its lead, the query is asked anew with a longer one, because an issue
 * may have fallen out of it unseen.
 */
function advance(state: WalkState, token: string | null, serverTime: EpochMs): WalkState | null {
  const slidMinutes = (serverTime - state.asked) / 60_000
  if (state.since !== null && slidMinutes > state.leadMinutes - 1) {
    return { ...state, token: null, asked: serverTime, leadMinutes: Math.ceil(slidMinutes) * 4 }
  }
  return token === null ? null : { ...state, token }
}

/** Asks for the account as well as the time: with refused credentials it fails, where a search may just find nothing. */
async function serverNow(client: JiraClient, options: CallOptions): Promise<EpochMs> {
  return (await client.request({ url: '/rest/api/3/myself', schema: myselfSchema }, options)).serverTime
}

function search(scope: string, state: WalkState, client: JiraClient, options: CallOptions) {
  return client.request(
    {
      url: '/rest/api/3/search/jql',
      method: 'POST',
      body: {
        jql: jql(scope, state, client),
        fields: [...ISSUE_FIELDS, ...state.estimate.fields],
        maxResults: PAGE_SIZE,
        ...(state.token === null ? {} : { nextPageToken: state.token }),
      },
      schema: searchPageSchema,
    },
    options,
  )
}

/** How many issues a full walk will find, roughly; null for a project that the search itself will refuse. */
async function count(scope: string, state: WalkState, client: JiraClient, options: CallOptions) {
  const body = { jql: jql(scope, state, client) }
  const url = '/rest/api/3/search/approximate-count'
  try {
    return (await client.request({ url, method: 'POST', body, schema: countSchema }, options)).data.count
  } catch (error) {
    if (error instanceof UpstreamRefusedError) return null
    throw error
  }
}

function jql(scope: string, state: WalkState, client: JiraClient): string {
  // Quotes make words such as AND usable as keys; a key holds nothing that could end them.
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(scope)) throw unknownProject(scope, client)
  const sinceMinutes =
    state.since === null ? null : Math.max(0, Math.ceil((state.asked - state.since) / 60_000)) + state.leadMinutes
  const changed = sinceMinutes === null ? '' : ` AND updated >= "-${sinceMinutes}m"`
  return `project = "${scope}"${changed} ORDER BY created ASC, key ASC`
}

function readPage(issues: readonly unknown[], scope: string, state: WalkState, client: JiraClient) {
  const context = { scope, baseUrl: client.baseUrl, estimateFields: state.estimate.fields }
  const records: ItemRecord[] = []
  const quarantined: QuarantinedRecord[] = []
  for (const issue of issues) {
    const read = mapIssue(issue, context)
    if ('reason' in read) quarantined.push(read)
    else records.push(read)
  }
  return { records, quarantined }
}

function isRefused(error: unknown): error is UpstreamRefusedError {
  return error instanceof UpstreamRefusedError && error.code === 'jira.refused_request' && error.context.status === 400
}

function unknownProject(scope: string, client: JiraClient): UpstreamRefusedError {
  return new UpstreamRefusedError(
    'jira.unknown_project',
    `Jira has no project ${scope}, or connection ${client.connection} may not browse it. Check the scope’s spelling and the account’s Browse Projects permission.`,
    { context: { scope } },
  )
}

function pagingLoop(scope: string, client: JiraClient): UpstreamError {
  return new UpstreamError(
    'jira.paging_loop',
    `Jira repeats a page of project ${scope} without end, so connection ${client.connection} stopped reading it. It is tried again; report it to Atlassian if it lasts.`,
    { context: { scope } },
  )
}
