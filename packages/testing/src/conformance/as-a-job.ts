import assert from 'node:assert/strict'
import { ThroughlineError } from '@throughline/errors'
import type { EpochMs, ItemRecord } from '@throughline/plan'
import type { Cursor, Gone, QuarantinedRecord, SeenMove, Source } from '@throughline/source'
import type { ConnectorHarness } from './connector-harness.ts'

/** Failures in a row, without a page between, after which a job gives up. */
const FAILURES_MAX = 40

/** What a walk leaves stored. */
export interface Walked {
  /** The copy that was updated last, of equal ones the later. */
  readonly records: Map<string, ItemRecord>
  readonly moves: Map<string, SeenMove>
  readonly quarantined: QuarantinedRecord[]
  /** Where each page but the last left the walk. */
  readonly cursors: Cursor[]
  /** The part of the mark. */
  readonly mark: Cursor
  readonly requests: number
}

/** A walk to be done. */
export interface WalkOrder {
  readonly since?: Cursor | null
  readonly from?: Cursor | null
}

/**
 * Walks as a job does: what came is stored page by page, a failure that passes is waited for, and then the walk goes on
 * after the last stored page.
 */
export async function walkAsJob(harness: ConnectorHarness, source: Source, order: WalkOrder = {}): Promise<Walked> {
  const { scope } = harness
  const { since = null } = order
  const { signal } = new AbortController()
  const records = new Map<string, ItemRecord>()
  const moves = new Map<string, SeenMove>()
  const quarantined: QuarantinedRecord[] = []
  const cursors: Cursor[] = []
  let mark: Cursor | null = null
  let requests = 0
  await pagesAsJob(harness, order.from ?? null, async function* (from) {
    for await (const page of source.walk({ scope, since, from, signal })) {
      for (const record of page.records) {
        assert.equal(record.scope, scope, `${record.key} came under another scope`)
        const stored = records.get(record.key)
        if (stored === undefined || stored.updatedAt <= record.updatedAt) records.set(record.key, record)
      }
      for (const move of page.moves) moves.set(move.id, move)
      quarantined.push(...page.quarantined)
      requests += page.requests
      assert.equal(
        page.mark !== null,
        page.next === null,
        'the mark comes with the last page of a range, and only then',
      )
      if (page.next !== null) cursors.push(page.next)
      mark = page.mark
      yield page.next
    }
  })
  assert.ok(mark !== null, 'the walk left a mark')
  return { records, moves, quarantined, cursors, mark, requests }
}

/** Splits the scope, and walks range after range in the order that `arrange` gives them; parts of the mark in the same. */
export async function walkRangesAsJob(
  harness: ConnectorHarness,
  arrange: (ranges: readonly Cursor[]) => Iterable<Cursor> = (ranges) => ranges,
): Promise<Omit<Walked, 'mark'> & { readonly parts: Cursor[]; readonly expected: number | null }> {
  const { scope } = harness
  const { signal } = new AbortController()
  const split = await attemptsAsJob(harness, () => harness.connect().split({ scope, signal }))
  assert.ok(split.ranges.length > 0, 'a split has one range at least')
  const all: Walked[] = []
  for (const from of arrange(split.ranges))
    all.push(await walkAsJob(harness, harness.connect(), { from: stored(from) }))
  return {
    records: new Map(all.flatMap(({ records }) => [...records])),
    moves: new Map(all.flatMap(({ moves }) => [...moves])),
    quarantined: all.flatMap(({ quarantined }) => quarantined),
    cursors: all.flatMap(({ cursors }) => cursors),
    requests: all.reduce((sum, { requests }) => sum + requests, split.requests),
    parts: all.map(({ mark }) => mark),
    expected: split.expected,
  }
}

/** What a census tells. */
export interface Counted {
  readonly entries: Map<string, EpochMs | null>
  readonly quarantined: QuarantinedRecord[]
  readonly cursors: Cursor[]
}

/** Takes a census as a job does. */
export async function censusAsJob(harness: ConnectorHarness, begin: Cursor | null = null): Promise<Counted> {
  const { signal } = new AbortController()
  const entries = new Map<string, EpochMs | null>()
  const quarantined: QuarantinedRecord[] = []
  const cursors: Cursor[] = []
  await pagesAsJob(harness, begin, async function* (from) {
    for await (const page of harness.connect().census({ scope: harness.scope, from, signal })) {
      for (const { key, updatedAt } of page.entries) entries.set(key, updatedAt)
      for (const { key, updatedAt } of page.records) {
        assert.ok(entries.has(key), `${key} came as a record without an entry`)
        entries.set(key, updatedAt)
      }
      quarantined.push(...page.quarantined)
      if (page.next !== null) cursors.push(page.next)
      yield page.next
    }
  })
  return { entries, quarantined, cursors }
}

/** What became of each key asked for. */
export type Answer =
  | { readonly kind: 'record'; readonly record: ItemRecord }
  | { readonly kind: 'gone'; readonly gone: Gone }
  | { readonly kind: 'quarantined'; readonly reason: string }

/** Asks for keys as a job does: after a failure, for those that were not answered yet. */
export async function fetchAsJob(harness: ConnectorHarness, keys: readonly string[]): Promise<Map<string, Answer>> {
  const { scope } = harness
  const { signal } = new AbortController()
  const answers = new Map<string, Answer>()
  const answer = (key: string | null, given: Answer) => {
    assert.ok(key !== null && keys.includes(key), `${key} was answered and not asked for`)
    assert.ok(!answers.has(key), `${key} was answered twice`)
    answers.set(key, given)
  }
  await attemptsAsJob(harness, async () => {
    const open = keys.filter((key) => !answers.has(key))
    for await (const page of harness.connect().fetch({ scope, keys: open, signal })) {
      for (const record of page.records) answer(record.key, { kind: 'record', record })
      for (const gone of page.gone) answer(gone.key, { kind: 'gone', gone })
      for (const { key, reason } of page.quarantined) answer(key, { kind: 'quarantined', reason })
    }
  })
  assert.deepEqual([...answers.keys()].sort(), [...keys].sort(), 'every key is answered')
  return answers
}

/** A cursor as it comes back from where it is stored; one that is more than JSON would not survive that. */
export function stored<T extends Cursor | null>(cursor: T): T {
  const back = JSON.parse(JSON.stringify(cursor))
  assert.deepEqual(back, cursor, 'cursors and marks are plain JSON')
  return back
}

/** Reads pages to the one whose cursor is null, and begins again at the last cursor after a failure that passes. */
async function pagesAsJob(
  harness: ConnectorHarness,
  begin: Cursor | null,
  read: (from: Cursor | null) => AsyncGenerator<Cursor | null>,
): Promise<void> {
  let from = begin
  let hasEnded = false
  const onPage = (next: Cursor | null) => {
    assert.ok(!hasEnded, 'nothing comes after the page that says it is the last')
    hasEnded = next === null
    from = stored(next)
  }
  await attemptsAsJob(harness, async (succeed) => {
    for await (const next of read(from)) {
      onPage(next)
      succeed()
    }
  })
  assert.ok(hasEnded, 'pages go on until one says that it is the last')
}

/** Tries until it works, waiting as each failure says; gives up after {@link FAILURES_MAX} without a success between. */
async function attemptsAsJob<T>(harness: ConnectorHarness, attempt: (succeed: () => void) => Promise<T>): Promise<T> {
  let failures = 0
  const succeed = () => {
    failures = 0
  }
  for (;;) {
    try {
      return await attempt(succeed)
    } catch (error) {
      if (!(error instanceof ThroughlineError) || error.retry === 'never') throw error
      failures += 1
      if (failures > FAILURES_MAX) throw error
      harness.wait(error.retry === 'backoff' ? 1000 : error.retry.afterMs)
    }
  }
}
