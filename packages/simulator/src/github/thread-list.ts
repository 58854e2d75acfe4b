import type { GithubThreadRecord } from '../records.ts'

/** An issue or pull request as a repository keeps it. */
export interface Thread<R extends GithubThreadRecord> {
  readonly record: R
  /** Epoch milliseconds. */
  readonly createdMs: number
  readonly updatedMs: number
  /** Changes with everything that the thread shows; ETags are made of it. */
  version: number
  /** Text served last, in pieces between which a shared text is put; null until asked. */
  pieces: readonly string[] | null
}

/** What a list request asks for. */
export interface ThreadQuery<R extends GithubThreadRecord> {
  readonly state: 'open' | 'closed' | 'all'
  readonly sort: 'created' | 'updated' | 'comments'
  readonly direction: 'asc' | 'desc'
  /** Epoch milliseconds, inclusive, of the last update; null takes all. */
  readonly since: number | null
  /** A further condition, with the name under which its result is kept; null takes all. */
  readonly filter: { readonly name: string; readonly holds: (record: R) => boolean } | null
}

/** A page and how long the whole list is. */
export interface ThreadPage<R extends GithubThreadRecord> {
  readonly threads: readonly Thread<R>[]
  readonly total: number
}

const LISTS_KEPT = 32

/** The issues or the pull requests of a repository, with sorted lists that are kept until something changes. */
export class ThreadList<R extends GithubThreadRecord> {
  readonly #threads = new Map<number, Thread<R>>()
  readonly #lists = new Map<string, readonly Thread<R>[]>()
  #versions = 0

  get(number: number): Thread<R> | undefined {
    return this.#threads.get(number)
  }

  values(): Iterable<Thread<R>> {
    return this.#threads.values()
  }

  /** Creates or replaces by number. */
  put(record: R): void {
    this.#versions += 1
    this.#threads.set(record.number, {
      record,
      createdMs: instantOf(record.created_at, record),
      updatedMs: instantOf(record.updated_at, record),
      version: this.#versions,
      pieces: null,
    })
    this.#lists.clear()
  }

  delete(number: number): boolean {
    this.#lists.clear()
    return this.#threads.delete(number)
  }

  /** Makes a thread's text anew at the next request, because something it shows has changed. */
  refresh(number: number): void {
    const thread = this.#threads.get(number)
    if (thread === undefined) return
    this.#versions += 1
    thread.version = this.#versions
    thread.pieces = null
  }

  /** One page of a sorted list; pages count from 1. */
  page(query: ThreadQuery<R>, page: number, perPage: number): ThreadPage<R> {
    const byUpdate = query.sort === 'updated'
    const list = this.#list(query, byUpdate ? null : query.since)
    // Ascending by update, everything since an instant is a tail of the list.
    const first = byUpdate && query.since !== null ? firstSince(list, query.since) : 0
    const total = list.length - first
    const start = (page - 1) * perPage
    if (query.direction === 'asc') {
      return { threads: list.slice(first + start, first + start + perPage), total }
    }
    const end = Math.max(first, list.length - start)
    return { threads: list.slice(Math.max(first, end - perPage), end).reverse(), total }
  }

  #list(query: ThreadQuery<R>, since: number | null): readonly Thread<R>[] {
    const name = `${query.sort} ${query.state} ${since} ${query.filter?.name ?? ''}`
    const known = this.#lists.get(name)
    if (known !== undefined) return known
    const placeOf = sortValue<R>(query.sort)
    const list = [...this.#threads.values()]
      .filter(
        (thread) =>
          (query.state === 'all' || thread.record.state === query.state) &&
          (since === null || thread.updatedMs >= since) &&
          (query.filter === null || query.filter.holds(thread.record)),
      )
      .sort((a, b) => placeOf(a) - placeOf(b) || a.record.number - b.record.number)
    if (this.#lists.size >= LISTS_KEPT) this.#lists.clear()
    this.#lists.set(name, list)
    return list
  }
}

function sortValue<R extends GithubThreadRecord>(sort: ThreadQuery<R>['sort']): (thread: Thread<R>) => number {
  switch (sort) {
    case 'created':
      return (thread) => thread.createdMs
    case 'updated':
      return (thread) => thread.updatedMs
    case 'comments':
      return ({ record }) => ('comments' in record && typeof record.comments === 'number' ? record.comments : 0)
  }
}

function firstSince<R extends GithubThreadRecord>(list: readonly Thread<R>[], since: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle]?.updatedMs ?? 0) < since) low = middle + 1
    else high = middle
  }
  return low
}

function instantOf(text: string, record: GithubThreadRecord): number {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new RangeError(`#${record.number}: "${text}" is no instant such as 2026-02-03T08:15:00Z`)
  return at
}
