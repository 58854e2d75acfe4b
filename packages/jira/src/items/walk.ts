import { UpstreamRefusedError } from '@throughline/errors'
import type { EpochMs, ItemRecord } from '@throughline/plan'
import type { CallOptions, Page, WalkRequest } from '@throughline/source'
import type { SearchAnswer } from '../dialect.ts'
import { pagingLoop } from '../fault.ts'
import type { JiraPorts } from '../jira-ports.ts'
import { projectJql } from '../project-jql.ts'
import { unknownProject } from '../site/browses.ts'
import { serverNow } from '../site/server-now.ts'
import { findSiteFields, siteFieldIds } from '../site/site-fields.ts'
import { StatusCategories } from '../site/status-categories.ts'
import { readCursor, readMark, readRange, type WalkState, writeCursor, writeMark } from './cursor.ts'
import { ISSUE_FIELDS } from './map.ts'
import { highest, LEAD_MINUTES, markAfter, seenAgainFrom } from './mark.ts'
import { EVERYTHING, rangeJql } from './range.ts'
import { readIssues } from './read-issues.ts'
import { NO_RECENT, remember, unlessRemembered } from './recent.ts'

const MINUTE_MS = 60_000

/** A page as it was asked for: `state` differs from the one asked with where the query had to be asked anew. */
interface Asked {
  readonly state: WalkState
  readonly answer: SearchAnswer
  readonly requests: number
}

/**
 * Walks the issues of one project, or of one range of their creation. A full walk is in an order that no edit changes.
 * An incremental walk asks for `updated >= "-Nm"`, with N counted on Jira's own clock: a date in JQL would be read in the
 * zone of the searching account, which can change between two runs. See `markAfter` for the mark it starts from; a mark ahead
 * of Jira's clock tells that the clock was turned back, and with it the stamps of what changed since. Then everything is
 * walked.
 *
 * An incremental walk sees the last issues of the walk before again. What Jira shows exactly as it did then is left out,
 * with its history unasked: when nothing is new, the walk costs two requests.
 *
 * Histories come with their issues. The next page is searched for while this one's histories are fetched and while the
 * caller stores it; a search that fails is told after the page before it was given.
 *
 * @throws UpstreamRefusedError `jira.unknown_project`; UpstreamError `jira.paging_loop` when Jira repeats a page; the
 *   errors of `JiraClient.request`.
 */
export async function* walkItems(request: WalkRequest, ports: JiraPorts): AsyncGenerator<Page> {
  const { scope } = request
  const ended = new AbortController()
  const signal = AbortSignal.any([request.signal, ended.signal])
  const opening = { signal, meter: { requests: 0 } }
  const resumed = readCursor(request.from)
  const first = resumed ?? (await begin(request, ports, opening))
  const stored = (first.since === null ? null : readMark(request.since)?.recent) ?? NO_RECENT
  const categories = new StatusCategories(ports.client)
  const places = new Set<string>(first.token === null ? [] : [first.token])
  // A token may have expired while the walk lay still; it is given up once, and the query asked anew.
  let asked = ask(scope, first, ports, signal, resumed?.token != null)
  let { latest, recent } = first
  let before = opening.meter.requests
  try {
    for (;;) {
      const { state, answer, requests } = await asked
      if (state.token === null) places.clear()
      if (answer.place !== null && places.has(answer.place)) {
        throw pagingLoop(ports.client.connection, `of project ${scope}`)
      }
      if (answer.place !== null) places.add(answer.place)
      const next = advance(state, answer)
      if (next !== null) {
        asked = ask(scope, next, ports, signal, false)
        // Its failure is thrown where it is awaited; until then nobody listens.
        asked.catch(() => undefined)
      }
      const options = { signal, meter: { requests: 0 } }
      const { fields, began, since } = state
      const known = unlessRemembered(stored, answer.issues)
      const read = await readIssues(known.fresh, { scope, fields, categories }, ports, options)
      latest = latestOf(highest([latest, known.latest]), read.records)
      const seen = { began, ended: answer.serverTime, latest, since }
      recent = remember(recent, answer.issues, seenAgainFrom(seen))
      yield {
        ...read,
        moves: [],
        next: next === null ? null : writeCursor({ ...next, latest, recent }),
        mark: next === null ? writeMark(markAfter({ ...seen, fields, recent })) : null,
        requests: before + requests + options.meter.requests,
      }
      if (next === null) return
      before = 0
    }
  } finally {
    ended.abort()
  }
}

async function begin(request: WalkRequest, ports: JiraPorts, options: CallOptions): Promise<WalkState> {
  const mark = readMark(request.since)
  const began = await serverNow(ports.client, options)
  const known = mark?.fields.configured === ports.estimateField ? mark?.fields : undefined
  const fields = known ?? (await findSiteFields(ports.client, ports.estimateField, options))
  const since = mark === null || mark.at === null || mark.at > began ? null : mark.at
  const range = since === null ? readRange(request.from) : EVERYTHING
  const nothing = { latest: null, token: null, recent: NO_RECENT }
  return { ...nothing, began, since, range, asked: began, leadMinutes: LEAD_MINUTES, fields }
}

async function ask(
  scope: string,
  state: WalkState,
  ports: JiraPorts,
  signal: AbortSignal,
  mayAskAnew: boolean,
): Promise<Asked> {
  const options = { signal, meter: { requests: 0 } }
  const search = (at: WalkState) =>
    ports.dialect.search(
      {
        jql: `${projectJql(scope, ports.client)}${conditionOf(at)}`,
        fields: [...ISSUE_FIELDS, ...siteFieldIds(at.fields)],
        pageSize: ports.dialect.pageSize,
        withHistory: true,
        place: at.token,
      },
      options,
    )
  try {
    return { state, answer: await search(state), requests: options.meter.requests }
  } catch (error) {
    if (!isRefused(error)) throw error
    if (state.token === null) throw unknownProject(ports.client, scope)
    if (!mayAskAnew) throw error
    ports.log.info({ scope }, 'jira no longer takes the page token, so the walk asks anew')
    const anew = { ...state, token: null, asked: await serverNow(ports.client, options) }
    return { state: anew, answer: await search(anew), requests: options.meter.requests }
  }
}

function conditionOf({ since, range, asked, leadMinutes }: WalkState): string {
  if (since === null) return rangeJql(range, asked, leadMinutes)
  return ` AND updated >= "-${Math.max(0, Math.ceil((asked - since) / MINUTE_MS)) + leadMinutes}m"`
}

/**
 * The state after a page; null when the walk is done. The window of a query with a lower bound may slide with Jira's
 * clock from page to page; once it could have slid past its lead, the query is asked anew with a longer one, because an
 * issue may have fallen out of it unseen.
 */
function advance(state: WalkState, { place, serverTime }: SearchAnswer): WalkState | null {
  const slidMinutes = (serverTime - state.asked) / MINUTE_MS
  const slides = state.since !== null || state.range.from !== null
  if (slides && slidMinutes > state.leadMinutes - 1) {
    return { ...state, token: null, asked: serverTime, leadMinutes: Math.ceil(slidMinutes) * 4 }
  }
  return place === null ? null : { ...state, token: place }
}

function latestOf(before: EpochMs | null, records: readonly ItemRecord[]): EpochMs | null {
  return records.reduce<EpochMs | null>((latest, { updatedAt }) => Math.max(latest ?? updatedAt, updatedAt), before)
}

function isRefused(error: unknown): error is UpstreamRefusedError {
  return error instanceof UpstreamRefusedError && error.code === 'jira.refused_request' && error.context.status === 400
}
