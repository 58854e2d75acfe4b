import type { EpochMs } from '@throughline/plan'
import { type CallOptions, isoSeconds, type Split, type SplitRequest } from '@throughline/source'
import { type GithubClient, type GithubResponse, recordsSchema } from '../client.ts'
import { PAGE_SIZE } from '../list-page.ts'
import { unlessRefused } from '../refused.ts'
import { checkScope } from '../scope.ts'
import { firstState, type WalkState, writeCursor } from './cursor.ts'
import { OVERLAP_MS } from './mark.ts'
import { instantOf } from './read-records.ts'
import { unlessSwitchedOff } from './switched-off.ts'

/** When a walk is divided, and into how much. */
export interface SplitSizes {
  /** A repository with no more records than this is walked in one go. */
  readonly wholeMax: number
  /** Records that a range should have, about. */
  readonly range: number
}

export const SPLIT_SIZES: SplitSizes = { wholeMax: 5_000, range: 2_500 }

/** Instants have whole seconds: what lies closer together cannot be divided. */
const INDIVISIBLE_MS = 2_000

/**
 * Divides a full walk: ranges of events and of pull requests by pages, and ranges of issues by their last update.
 * Issues are not divided by pages, because GitHub refuses to count more than about a hundred pages of them; how many were
 * updated since an instant it tells for one request. Where it does not, the time is cut into equal pieces.
 *
 * Ranges of issues meet: each begins at the update at which the one before ends. See the steps for what keeps edits,
 * deletions and transfers meanwhile from hiding anything.
 */
export async function splitWalk(request: SplitRequest, client: GithubClient, sizes: SplitSizes): Promise<Split> {
  checkScope(request.scope, client.connection)
  const meter = { requests: 0 }
  const lists = new Lists(request.scope, client, { signal: request.signal, meter })
  const newest = await lists.issues({ sort: 'created', direction: 'desc' })
  const whole = { ranges: [writeCursor(firstState(null))], expected: null }
  if (newest === null) {
    const pulls = countOf(await lists.pulls())
    if (pulls === null || pulls <= sizes.wholeMax) return { ...whole, expected: pulls, requests: meter.requests }
  }
  const total = newest === null ? 0 : (countOf(newest) ?? numberOf(newest))
  if (newest !== null && total <= sizes.wholeMax) return { ...whole, expected: total, requests: meter.requests }
  const [newestUpdate, oldestUpdate, pullList] = await Promise.all([
    lists.issues({ sort: 'updated', direction: 'desc' }),
    lists.issues({ sort: 'updated', direction: 'asc' }),
    lists.pulls(),
  ])
  const part: WalkState = { ...firstState(null), isPart: true, began: pullList.serverTime, ended: pullList.serverTime }
  const pulls = countOf(pullList)
  const first = oldestUpdate === null ? null : instantOf(oldestUpdate.data[0], 'updated_at')
  const last = newestUpdate === null ? null : instantOf(newestUpdate.data[0], 'updated_at')
  const isCounted = newest !== null && countOf(newest) !== null
  const borders =
    first === null || last === null ? [] : await bordersOf(lists, { first, last, total, isCounted }, sizes)
  const issueRanges = [null, ...borders].map((since, index): WalkState => {
    const until = borders[index] ?? null
    return {
      ...part,
      since,
      until,
      tail: until === null || last === null ? null : tailAfter(last, pullList.serverTime),
    }
  })
  const states = [...(await eventRanges(part, lists, sizes)), ...pullRanges(part, pulls, sizes), ...issueRanges]
  return {
    ranges: states.map(writeCursor),
    expected: newest === null ? pulls : total,
    requests: meter.requests,
  }
}

/**
 * From which update on a range reads what is edited while it is walked. Where the newest update is long ago nothing can
 * still be stamped like it, and the many that a program may have changed at that moment are not read by every range.
 */
function tailAfter(newest: EpochMs, now: EpochMs): EpochMs {
  return now - newest > OVERLAP_MS ? newest + 1000 : newest
}

interface Span {
  readonly first: EpochMs
  readonly last: EpochMs
  readonly total: number
  readonly isCounted: boolean
}

/** The instants at which one range of issues ends and the next begins, ascending. */
async function bordersOf(lists: Lists, span: Span, { range }: SplitSizes): Promise<readonly EpochMs[]> {
  const { first, last, total, isCounted } = span
  if (!isCounted) {
    const pieces = Math.ceil(total / range)
    const wholeSecond = (at: number) => Math.floor(at / 1000) * 1000
    const cuts = Array.from({ length: pieces - 1 }, (_, index) => first + ((last - first) * (index + 1)) / pieces)
    return [...new Set(cuts.map(wholeSecond))]
  }
  const since = async (at: EpochMs, estimate: number): Promise<number> => {
    const answer = await lists.issues({ sort: 'updated', direction: 'asc', since: isoSeconds(at) })
    return (answer === null ? 0 : countOf(answer)) ?? estimate
  }
  const divide = async (from: EpochMs, countFrom: number, to: EpochMs, countTo: number): Promise<EpochMs[]> => {
    if (countFrom - countTo <= range || to - from < INDIVISIBLE_MS) return []
    const middle = Math.floor((from + to) / 2000) * 1000
    const count = await since(middle, (countFrom + countTo) / 2)
    const [below, above] = await Promise.all([
      divide(from, countFrom, middle, count),
      divide(middle, count, to, countTo),
    ])
    // A border that has nothing on one side divides nothing: so it is around many that share an instant.
    return [...below, ...(countFrom > count && count > countTo ? [middle] : []), ...above]
  }
  return divide(first, total, last, await since(last, 0))
}

/** From the highest pages down, each to the page below its own, see {@link pullsStep}. */
function pullRanges(part: WalkState, pulls: number | null, { range }: SplitSizes): WalkState[] {
  const state: WalkState = { ...part, stream: 'pulls' }
  if (pulls === null) return [state]
  const pages = Math.ceil(pulls / PAGE_SIZE)
  const size = Math.max(1, Math.floor(range / PAGE_SIZE))
  return Array.from({ length: Math.max(1, Math.ceil(pages / size)) }, (_, index): WalkState => {
    const lowest = index * size + 1
    return { ...state, page: Math.max(1, Math.min(pages, lowest + size - 1)), until: Math.max(1, lowest - 1) }
  })
}

/** How much longer ranges of events may be: most events are read and left out. */
const EVENTS_A_RECORD = 4

/**
 * Each from a page up to the event that stands first in the next range now, see {@link eventsStep}; from one page earlier,
 * for what slips there when an issue is deleted. Pages that GitHub does not show are left to the last range to find.
 */
async function eventRanges(part: WalkState, lists: Lists, { range }: SplitSizes): Promise<readonly WalkState[]> {
  const state: WalkState = { ...part, stream: 'events' }
  const newest = await lists.event(1)
  const pages = newest === null ? 0 : Math.ceil((countOf(newest) ?? 0) / PAGE_SIZE)
  const size = Math.max(1, Math.floor((range * EVENTS_A_RECORD) / PAGE_SIZE))
  const starts = Array.from({ length: Math.max(0, Math.ceil(pages / size) - 1) }, (_, index) => (index + 1) * size + 1)
  const firsts = await Promise.all(starts.map((start) => lists.event((start - 1) * PAGE_SIZE + 1)))
  const borders = firsts.map((answer) => (answer === null ? null : instantOf(answer.data[0], 'created_at')))
  const shown = borders.includes(null) ? borders.indexOf(null) : borders.length
  return [1, ...starts.slice(0, shown)].map((start, index) => {
    const until = index < shown ? (borders[index] ?? null) : null
    return { ...state, page: Math.max(1, start - 1), until }
  })
}

/** The lists of a repository, a record at a time: only what stands around it is of interest. */
class Lists {
  readonly #scope: string
  readonly #client: GithubClient
  readonly #options: CallOptions

  constructor(scope: string, client: GithubClient, options: CallOptions) {
    this.#scope = scope
    this.#client = client
    this.#options = options
  }

  issues(parameters: Readonly<Record<string, string>>): Promise<GithubResponse<unknown[]> | null> {
    const route = 'GET /repos/{owner}/{repo}/issues'
    return unlessSwitchedOff(this.#list(route, { state: 'all', ...parameters }))
  }

  pulls(): Promise<GithubResponse<unknown[]>> {
    return this.#list('GET /repos/{owner}/{repo}/pulls', { state: 'all', sort: 'created', direction: 'desc' })
  }

  /** The event at a place of the list; null where GitHub does not show it. */
  event(place: number): Promise<GithubResponse<unknown[]> | null> {
    return unlessRefused(this.#list('GET /repos/{owner}/{repo}/issues/events', { page: place }))
  }

  #list(route: string, parameters: Readonly<Record<string, string | number>>): Promise<GithubResponse<unknown[]>> {
    const request = { route, scope: this.#scope, parameters: { ...parameters, per_page: 1 } }
    return this.#client.request({ ...request, schema: recordsSchema }, this.#options)
  }
}

/** How many records a list has that was asked for one of them; null where GitHub does not count them. */
export function countOf({ data, links }: GithubResponse<unknown[]>): number | null {
  return links.hasNext ? links.last : data.length
}

/** The number of the newest record: no more were ever created. */
function numberOf({ data }: GithubResponse<unknown[]>): number {
  const [newest] = data
  const isNumbered = typeof newest === 'object' && newest !== null && 'number' in newest
  return isNumbered && typeof newest.number === 'number' ? newest.number : data.length
}
