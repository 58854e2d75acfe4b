import type { Clock } from '../http/clock.ts'
import type { JiraEntry } from './jira-entry.ts'

/** What searches see: the issues as they stood a while ago. */
export class SearchIndex {
  /** Counts changes, so that results can be kept until the next one. */
  revision = 0
  readonly #clock: Clock
  readonly #lagMs: number
  readonly #entries = new Map<string, JiraEntry>()
  readonly #pending: { readonly from: number; readonly key: string; entry: JiraEntry | null }[] = []

  /** @param lagMs how long a change stays out of searches, in milliseconds. */
  constructor(clock: Clock, lagMs: number) {
    this.#clock = clock
    this.#lagMs = lagMs
  }

  /** Takes an issue in at once, as when the site is set up. */
  load(entry: JiraEntry): void {
    this.#entries.set(entry.key, entry)
  }

  /** Lets searches see an issue, or miss one that has gone (null), once the lag has passed. */
  later(key: string, entry: JiraEntry | null): void {
    this.#pending.push({ from: this.#clock() + this.#lagMs, key, entry })
    this.#flush()
  }

  /** What a search sees now. */
  entries(): Iterable<JiraEntry> {
    this.#flush()
    return this.#entries.values()
  }

  /** The issue with this key as searches see it. */
  get(key: string): JiraEntry | undefined {
    return this.#entries.get(key)
  }

  /** Puts other entries in place of those there are, at once; one that `change` returns as it was stays. */
  rewrite(change: (entry: JiraEntry) => JiraEntry): void {
    for (const [key, entry] of this.#entries) this.#entries.set(key, change(entry))
    for (const waiting of this.#pending) if (waiting.entry !== null) waiting.entry = change(waiting.entry)
    this.revision += 1
  }

  #flush(): void {
    const now = this.#clock()
    while (this.#pending[0] !== undefined && this.#pending[0].from <= now) {
      const due = this.#pending.shift()
      if (due === undefined) return
      if (due.entry === null) this.#entries.delete(due.key)
      else this.#entries.set(due.key, due.entry)
      this.revision += 1
    }
  }
}
