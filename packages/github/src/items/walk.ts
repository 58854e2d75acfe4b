import { UpstreamError, UpstreamRefusedError } from '@throughline/errors'
import type { EpochMs, ItemRecord } from '@throughline/plan'
import {
  type CallOptions,
  isoSeconds,
  type Page,
  parseInstant,
  type QuarantinedRecord,
  type WalkRequest,
} from '@throughline/source'
import { type GithubClient, type GithubResponse, recordsSchema } from '../client.ts'
import { checkScope } from '../scope.ts'
import { firstState, readCursor, readMark, type WalkState, writeCursor, writeMark } from './cursor.ts'
import { isPull, mapIssue, mapPull } from './map.ts'

const PAGE_SIZE = 100

/**
 * How long an update may stay out of a list: lists are served from replicas that may lag. A mark is never nearer than
 * this to the start of its walk; what is walked twice is stored once.
 */
export const OVERLAP_MS = 10 * 60_000

/**
 * Walks the issues of a repository, then its pull requests.
 *
 * Issues come by time of their last update, oldest first. After each page the walk goes on from the last update it saw
 * rather than with the next page number, so an issue that is edited meanwhile, and so moves to the end, shifts nothing
 * past the reader. Only where more than a whole page shares one instant are pages counted; an edit to one of those very
 * issues between two of those pages can push a neighbour out of sight until the next full walk.
 *
 * Pull requests come by creation in a full walk, which no edit changes. An incremental one reads them by last update,
 * newest first, until they are older than it reaches back; an edit meanwhile only shows some twice. When nothing is new
 * an incremental walk costs two requests.
 *
 * The mark is the latest update seen, by GitHub's own stamp, or a little before the walk began where that is earlier:
 * then neither a wrong clock nor a lagging replica hides an update from the next walk. What a walk of several pages saw
 * last may have come after an edit that it passed by, so its own length is taken off that. A mark ahead of GitHub's clock
 * tells that the clock was turned back, and with it the stamps of what changed since; then everything is walked.
 *
 * @throws UpstreamRefusedError `github.unknown_repository`; the errors of `GithubClient.request`.
 */
export async function* walkItems(request: WalkRequest, client: GithubClient): AsyncGenerator<Page> {
  checkScope(request.scope, client.connection)
  const meter = { requests: 0 }
  const options: CallOptions = { signal: request.signal, meter }
  const mark = readMark(request.since)
  /** Issues of the page before that stand at the instant the next one starts from, and so come again. */
  let repeated: ReadonlySet<string> = new Set()
  let state = readCursor(request.from) ?? firstState(mark)
  for (;;) {
    const step = await (state.stream === 'issues' ? issuesStep : pullsStep)(request.scope, state, client, options)
    if (isAhead(state, step.serverTime)) {
      state = firstState(null)
      continue
    }
    const { since } = state
    const latest = latestOf(state.latest, step.records)
    const next = 'ended' in step.next ? step.next : { ...step.next, latest }
    yield {
      records: step.records.filter(({ key, updatedAt }) => updatedAt !== since || !repeated.has(key)),
      quarantined: step.quarantined,
      next: 'ended' in next ? null : writeCursor(next),
      mark: 'ended' in next ? writeMark(markAfter({ ...state, latest }, next)) : null,
      moves: [],
      sprints: [],
      requests: meter.requests,
      expected: state.expected ?? ('ended' in next ? null : next.expected),
    }
    if ('ended' in next) return
    meter.requests = 0
    repeated = new Set(step.records.filter((record) => record.updatedAt === next.since).map(({ key }) => key))
    state = next
  }
}

interface Span {
  readonly began: EpochMs
  readonly ended: EpochMs
}

interface Step {
  readonly records: readonly ItemRecord[]
  readonly quarantined: readonly QuarantinedRecord[]
  /** GitHub's clock; null when the list was refused because issues are switched off. */
  readonly serverTime: EpochMs | null
  /** Where the walk goes on, or, after the last page, from when to when it went. */
  readonly next: WalkState | Span
}

/** Whether the first answer of a walk shows a clock that has not come to the mark yet. */
function isAhead({ began, from }: WalkState, serverTime: EpochMs | null): boolean {
  return began === null && from !== null && serverTime !== null && from > serverTime
}

function latestOf(before: EpochMs | null, records: readonly ItemRecord[]): EpochMs | null {
  return records.reduce<EpochMs | null>((latest, { updatedAt }) => Math.max(latest ?? updatedAt, updatedAt), before)
}

function markAfter({ from, latest }: WalkState, { began, ended }: Span): EpochMs | null {
  const length = Math.max(0, ended - began)
  // The mark before stays true: whatever was not seen until then is stamped later.
  const seen = latest === null ? from : Math.max(latest - length, from ?? Number.NEGATIVE_INFINITY)
  return seen === null ? null : Math.min(seen, began - OVERLAP_MS)
}

async function issuesStep(scope: string, state: WalkState, client: GithubClient, options: CallOptions): Promise<Step> {
  const answer = await listIssues(scope, state, client, options)
  // Issues can be switched off; the pull requests are there all the same.
  if (answer === null) return { ...readRecords([], scope, mapIssue), serverTime: null, next: toPulls(state) }
  const { data, links, serverTime } = answer
  const issues = data.filter((raw) => !isPull(raw))
  const read = { ...readRecords(issues, scope, mapIssue), serverTime }
  const known = {
    ...state,
    began: state.began ?? serverTime,
    expected: state.expected ?? (state.from === null && state.began === null ? expectedOf(answer) : null),
  }
  if (!links.hasNext) return { ...read, next: toPulls(known) }
  const last = lastUpdate(data)
  if (last !== null && state.since !== null && last < state.since) throw outOfOrder(scope, client)
  return {
    ...read,
    next:
      last === null || last === state.since ? { ...known, page: state.page + 1 } : { ...known, since: last, page: 1 },
  }
}

async function pullsStep(scope: string, state: WalkState, client: GithubClient, options: CallOptions): Promise<Step> {
  const { from, page } = state
  const order = from === null ? { sort: 'created', direction: 'asc' } : { sort: 'updated', direction: 'desc' }
  const { data, links, serverTime } = await client.request(
    {
      route: 'GET /repos/{owner}/{repo}/pulls',
      scope,
      parameters: { state: 'all', ...order, per_page: PAGE_SIZE, page },
      schema: recordsSchema,
    },
    options,
  )
  const began = state.began ?? serverTime
  const last = from === null ? null : updatedAt(data.at(-1))
  const isDone = !links.hasNext || (from !== null && last !== null && last < from)
  const wanted = from === null ? data : data.filter((raw) => (updatedAt(raw) ?? from) >= from)
  return {
    ...readRecords(wanted, scope, mapPull),
    serverTime,
    next: isDone ? { began, ended: serverTime } : { ...state, began, page: page + 1 },
  }
}

/** Null when the repository has its issues switched off. */
async function listIssues(
  scope: string,
  state: WalkState,
  client: GithubClient,
  options: CallOptions,
): Promise<GithubResponse<unknown[]> | null> {
  const since = state.since === null ? {} : { since: isoSeconds(state.since) }
  try {
    return await client.request(
      {
        route: 'GET /repos/{owner}/{repo}/issues',
        scope,
        parameters: {
          state: 'all',
          sort: 'updated',
          direction: 'asc',
          ...since,
          per_page: PAGE_SIZE,
          page: state.page,
        },
        schema: recordsSchema,
      },
      options,
    )
  } catch (error) {
    if (error instanceof UpstreamRefusedError && error.code === 'github.gone') return null
    throw error
  }
}

function toPulls(state: WalkState): WalkState {
  return { ...state, stream: 'pulls', since: null, page: 1 }
}

/** The last update of the last record that tells one. */
function lastUpdate(records: readonly unknown[]): EpochMs | null {
  for (const raw of records.toReversed()) {
    const at = updatedAt(raw)
    if (at !== null) return at
  }
  return null
}

function updatedAt(raw: unknown): EpochMs | null {
  const text = typeof raw === 'object' && raw !== null && 'updated_at' in raw ? raw.updated_at : null
  return typeof text === 'string' ? parseInstant(text) : null
}

/** How many records a full walk has, from its first page: the list of issues holds the pull requests too. */
function expectedOf({ data, links }: GithubResponse<unknown[]>): number | null {
  if (!links.hasNext) return data.length
  return links.last === null ? null : links.last * PAGE_SIZE
}

function readRecords(
  list: readonly unknown[],
  scope: string,
  map: (raw: unknown, context: { scope: string }) => ItemRecord | QuarantinedRecord,
) {
  const records: ItemRecord[] = []
  const quarantined: QuarantinedRecord[] = []
  for (const raw of list) {
    const read = map(raw, { scope })
    if ('reason' in read) quarantined.push(read)
    else records.push(read)
  }
  return { records, quarantined }
}

function outOfOrder(scope: string, client: GithubClient): UpstreamError {
  return new UpstreamError(
    'github.paging_out_of_order',
    `GitHub lists the issues of ${scope} out of order, so connection ${client.connection} stopped before missing some. It is tried again; check that nothing between here and GitHub rewrites queries.`,
    { context: { scope } },
  )
}
