import { UpstreamError } from '@throughline/errors'
import type { CensusPage, Count, Cursor, FetchPage, Page, Source } from '@throughline/source'
import { makeRecord } from '../factories.ts'
import type { MemoryItem, MemoryTool } from './memory-tool.ts'

const PAGE = 10
const RANGE = 40
const ATTEMPTS = 4

/** What is wrong with a connector, for a guarantee to find out. */
export type Defect =
  | 'forgets the last item of a range'
  | 'skips a page when it goes on'
  | 'takes a failure for the end'
  | 'gives up at the first failure'
  | 'joins marks by the first'
  | 'joins marks by the last'
  | 'drops what it cannot read'
  | 'fails at what it cannot read'
  | 'forgets to count retries'
  | 'does not listen to aborts'
  | 'lists deleted items'
  | 'leaves deleted keys unanswered'
  | 'answers twice'
  | 'hides refused credentials'

/** A connector to a {@link MemoryTool} that keeps all promises but those its defect breaks. */
export class MemorySource implements Source {
  readonly kind = 'jira'
  readonly countsExactly = true
  readonly sideStreams = []
  readonly #tool: MemoryTool
  readonly #defect: Defect | null

  constructor(tool: MemoryTool, defect: Defect | null) {
    this.#tool = tool
    this.#defect = defect
  }

  check = () => Promise.resolve({ ok: true, account: null, permissions: [], problems: [] })

  async split({ signal }: { signal: AbortSignal }) {
    const meter = { requests: 0 }
    const size = await this.#call(signal, meter, () => this.#tool.items.size)
    const count = Math.max(1, Math.ceil(size / RANGE))
    const ranges = Array.from({ length: count }, (_, index): Cursor => {
      return { at: index * RANGE, to: index === count - 1 ? null : (index + 1) * RANGE }
    })
    return { ranges, expected: size, requests: meter.requests }
  }

  async *walk(request: { since: Cursor | null; from: Cursor | null; signal: AbortSignal }): AsyncGenerator<Page> {
    const { since, signal } = request
    const since_ = typeof since?.began === 'number' ? since.began : Number.NEGATIVE_INFINITY
    const { to = null, began = this.#tool.now } = request.from ?? {}
    let at = Number(request.from?.at ?? 0)
    if (request.from?.began !== undefined && this.#defect === 'skips a page when it goes on') at += PAGE
    for (;;) {
      const meter = { requests: 0 }
      const all = await this.#call(signal, meter, () =>
        [...this.#tool.items.values()].filter(({ updatedAt }) => updatedAt >= since_),
      ).catch((error: unknown) => {
        if (error instanceof UpstreamError && this.#defect === 'takes a failure for the end') return []
        throw error
      })
      const end = typeof to === 'number' ? Math.min(to, all.length) : all.length
      const found = all.slice(at, Math.min(at + PAGE, end))
      at += PAGE
      const isLast = at >= end
      if (isLast && this.#defect === 'forgets the last item of a range') found.pop()
      const mark = { began }
      const next = isLast ? null : { at, to, began }
      const part = isLast ? mark : null
      yield { ...this.#read(found), moves: [], sprints: [], unseen: [], next, mark: part, requests: meter.requests }
      if (isLast) return
    }
  }

  joinMarks(parts: readonly Cursor[]): Cursor {
    const [first = {}] = parts
    if (this.#defect === 'joins marks by the first') return first
    const began = parts.map((part) => Number(part.began))
    return { began: this.#defect === 'joins marks by the last' ? Math.max(...began) : Math.min(...began) }
  }

  async count(_scope: string, signal: AbortSignal): Promise<Count> {
    const meter = { requests: 0 }
    const count = await this.#call(signal, meter, () => this.#tool.items.size)
    return { count, requests: meter.requests }
  }

  async *census({ from, signal }: { from: Cursor | null; signal: AbortSignal }): AsyncGenerator<CensusPage> {
    for (let at = Number(from?.at ?? 0); ; at += PAGE) {
      const meter = { requests: 0 }
      const all = await this.#call(signal, meter, () => [...this.#tool.items.values()])
      const gone = this.#defect === 'lists deleted items' && !this.#tool.items.has('MEM-1') ? ['MEM-1'] : []
      const listed = [...all, ...gone.map((key) => ({ key, updatedAt: 0 }))]
      const entries = listed.slice(at, at + PAGE).map(({ key, updatedAt }) => ({ key, sourceId: key, updatedAt }))
      const next = at + PAGE < listed.length ? { at: at + PAGE } : null
      yield { entries, records: [], quarantined: [], vocabularies: [], next, requests: meter.requests }
      if (next === null) return
    }
  }

  async *fetch({ keys, signal }: { keys: readonly string[]; signal: AbortSignal }): AsyncGenerator<FetchPage> {
    signal.throwIfAborted()
    for (let at = 0; at < keys.length; at += PAGE) {
      const meter = { requests: 0 }
      const asked = keys.slice(at, at + PAGE)
      const items = await this.#call(signal, meter, () => asked.map((key) => this.#tool.items.get(key)))
      const found = items.filter((item) => item !== undefined)
      if (this.#defect === 'answers twice') found.push(...found.slice(0, 1))
      const missing = this.#defect === 'leaves deleted keys unanswered' ? [] : asked.filter((_, index) => !items[index])
      const gone = missing.map((key) => ({ key, kind: 'deleted' as const, at: null, movedTo: null }))
      yield { ...this.#read(found), moves: [], sprints: [], gone, requests: meter.requests }
    }
  }

  async *side() {
    // No side streams.
  }

  register = () => Promise.resolve([])

  async *missed() {
    // No deliveries either.
  }

  close = () => Promise.resolve()

  #read(items: readonly MemoryItem[]) {
    const readable = items.filter(({ isPoisoned }) => !isPoisoned)
    if (readable.length < items.length && this.#defect === 'fails at what it cannot read') throw new TypeError('status')
    const records = readable.map(({ key, updatedAt }) => makeRecord({ scope: 'MEM', key, updatedAt }))
    const poisoned = this.#defect === 'drops what it cannot read' ? [] : items.filter(({ isPoisoned }) => isPoisoned)
    return { records, quarantined: poisoned.map(({ key }) => ({ key, reason: 'It has no status.' })) }
  }

  async #call<T>(signal: AbortSignal, meter: { requests: number }, read: () => T): Promise<T> {
    const heard = this.#defect === 'does not listen to aborts' ? new AbortController().signal : signal
    for (let attempt = 1; ; attempt += 1) {
      const before = this.#tool.requests
      try {
        const answer = await this.#tool.request(heard, read)
        meter.requests += 1
        return answer
      } catch (error) {
        heard.throwIfAborted()
        if (this.#defect === 'hides refused credentials') throw new UpstreamError('memory.unavailable', 'It passes.')
        if (!(error instanceof UpstreamError)) throw error
        if (this.#defect !== 'forgets to count retries') meter.requests += this.#tool.requests - before
        if (this.#defect === 'gives up at the first failure') throw new TypeError('it failed')
        if (attempt === ATTEMPTS || this.#defect === 'takes a failure for the end') throw error
      }
    }
  }
}
