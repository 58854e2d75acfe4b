import { createHash } from 'node:crypto'
import type { JiraUserRecord } from '../records.ts'
import type { JiraEntry } from './jira-entry.ts'
import { badRequest } from './jira-error.ts'
import type { JiraSite } from './jira-site.ts'
import { compileCondition, type JqlScope } from './jql/condition.ts'
import { compileOrder, type Order, type Place } from './jql/order.ts'
import { type JqlQuery, parseJql } from './jql/parse.ts'
import { userName } from './wire-people.ts'

/** One page of a search. */
export interface SearchPage {
  readonly entries: readonly JiraEntry[]
  /** Absent on the last page. */
  readonly nextPageToken: string | undefined
}

/** Issues from an offset on. */
export interface SearchRange {
  readonly entries: readonly JiraEntry[]
  readonly total: number
}

/** How queries are read. */
interface Habits {
  readonly isStrict: boolean
  /** Whether a query must restrict what it finds. */
  readonly isBounded: boolean
}

interface Token {
  readonly issuedAt: number
  /** The instant that relative dates of the whole walk count from. */
  readonly now: number
  readonly query: string
  readonly after: Place
}

interface Result {
  readonly entries: readonly JiraEntry[]
  readonly order: Order
}

const TOKEN_LIFE_MS = 7 * 86_400_000
const RESULTS_KEPT = 8

/**
 * Searches a site. A page goes on after the place of the last issue served, in the index as it is then: an issue that
 * moves to the end during the walk is served again, and one deleted leaves no gap.
 */
export class JiraSearch {
  readonly #site: JiraSite
  readonly #queries = new Map<string, JqlQuery>()
  readonly #results = new Map<string, Result>()

  constructor(site: JiraSite) {
    this.#site = site
  }

  /**
   * The page after `token`, or the first.
   *
   * @throws WireError 400 for JQL that cannot be answered, and for a token that is not of this query or older than seven days.
   */
  page(jql: string, token: string | undefined, pageSize: number): SearchPage {
    const query = fingerprint(jql)
    const from = token === undefined ? null : readToken(token, query, this.#site.clock())
    const now = from?.now ?? this.#site.clock()
    const { entries, order } = this.#result(jql, now)
    const start = from === null ? 0 : firstAfter(entries, order, from.after)
    const page = entries.slice(start, start + pageSize)
    const last = page.at(-1)
    if (last === undefined || start + page.length >= entries.length) return { entries: page, nextPageToken: undefined }
    const next: Token = { issuedAt: this.#site.clock(), now, query, after: order.placeOf(last) }
    return { entries: page, nextPageToken: Buffer.from(JSON.stringify(next)).toString('base64url') }
  }

  /**
   * The issues from an offset on, and how many there are in all. A query may be unbounded.
   *
   * @param isStrict whether a project or issue that does not exist is refused, or finds nothing.
   * @throws WireError 400 for JQL that cannot be answered.
   */
  range(jql: string, startAt: number, size: number, isStrict: boolean): SearchRange {
    const { entries } = this.#result(jql, this.#site.clock(), { isStrict, isBounded: false })
    return { entries: entries.slice(startAt, startAt + size), total: entries.length }
  }

  /** Whether a query finds an issue, as it stands and whether or not the account may see it. */
  matches(jql: string, entry: JiraEntry): boolean {
    const { where } = this.#parse(jql)
    return where === null || compileCondition(where, this.#scope(this.#site.clock(), false))(entry)
  }

  /** How many issues a query finds. */
  count(jql: string): number {
    return this.#result(jql, this.#site.clock()).entries.length
  }

  #result(jql: string, now: number, habits: Habits = { isStrict: true, isBounded: true }): Result {
    const entries = this.#site.index.entries()
    // Without relative dates a query gives the same result at any instant.
    const moment = this.#parse(jql).isRelative ? now : ''
    const name = `${this.#site.index.revision} ${moment} ${habits.isStrict} ${jql}`
    const known = this.#results.get(name)
    if (known !== undefined) return known
    const result = this.#evaluate(jql, now, entries, habits)
    this.#results.set(name, result)
    const oldest = this.#results.keys().next()
    if (this.#results.size > RESULTS_KEPT && !oldest.done) this.#results.delete(oldest.value)
    return result
  }

  #evaluate(jql: string, now: number, index: Iterable<JiraEntry>, { isStrict, isBounded }: Habits): Result {
    const site = this.#site
    const { where, orderBy } = this.#parse(jql)
    if (where === null && isBounded) {
      throw badRequest('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.')
    }
    const order = compileOrder(orderBy)
    const holds = where === null ? () => true : compileCondition(where, this.#scope(now, isStrict))
    const entries: JiraEntry[] = []
    for (const entry of index) if (!site.isHidden(entry) && holds(entry)) entries.push(entry)
    return { entries: entries.sort(order.compare), order }
  }

  #scope(now: number, isStrict: boolean): JqlScope {
    const site = this.#site
    const accountOf = (user: JiraUserRecord) => (site.style().isServer ? userName(user) : user.accountId)
    return {
      now,
      zone: site.zone,
      isStrict,
      account: accountOf(site.account),
      accountOf,
      projectKey: (text) => site.projects.find(text)?.key ?? null,
      issue: (keyOrId) => site.issue(keyOrId),
    }
  }

  #parse(jql: string): JqlQuery {
    let query = this.#queries.get(jql)
    if (query === undefined) {
      query = parseJql(jql)
      if (this.#queries.size > 100) this.#queries.clear()
      this.#queries.set(jql, query)
    }
    return query
  }
}

function firstAfter(entries: readonly JiraEntry[], order: Order, place: Place): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const entry = entries[middle]
    if (entry !== undefined && order.compareToPlace(entry, place) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function fingerprint(jql: string): string {
  return createHash('sha256').update(jql).digest('base64url').slice(0, 16)
}

function readToken(token: string, query: string, now: number): Token {
  const refused = badRequest(
    'The provided next page token is invalid or has expired. Start the search again without one.',
  )
  let read: Partial<Token>
  try {
    read = JSON.parse(Buffer.from(token, 'base64url').toString()) as Partial<Token>
  } catch {
    throw refused
  }
  const { issuedAt, after } = read
  if (typeof issuedAt !== 'number' || typeof read.now !== 'number' || !Array.isArray(after)) throw refused
  if (read.query !== query || now - issuedAt > TOKEN_LIFE_MS) throw refused
  return { issuedAt, now: read.now, query, after }
}
