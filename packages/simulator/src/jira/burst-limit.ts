import type { Clock } from '../http/clock.ts'
import { WireError } from '../http/wire-error.ts'
import { jiraErrorBody } from './jira-error.ts'

/** Jira's burst limit: a bucket of requests for each method and endpoint that fills again every second. */
export class BurstLimit {
  readonly #perSecond: number
  readonly #clock: Clock
  readonly #buckets = new Map<string, { second: number; used: number }>()

  /** @param perSecond requests to one endpoint within one second; Infinity never limits. */
  constructor(perSecond: number, clock: Clock) {
    this.#perSecond = perSecond
    this.#clock = clock
  }

  /**
   * Takes one request from the bucket.
   *
   * @throws WireError 429 with `Retry-After`, `X-RateLimit-Reset` and `RateLimit-Reason: jira-burst-based` when it is empty.
   */
  take(endpoint: string): void {
    if (this.#perSecond === Number.POSITIVE_INFINITY) return
    const second = Math.floor(this.#clock() / 1000)
    const bucket = this.#buckets.get(endpoint)
    const used = bucket?.second === second ? bucket.used + 1 : 1
    this.#buckets.set(endpoint, { second, used })
    if (used > this.#perSecond) {
      throw new WireError(429, jiraErrorBody('Rate limit exceeded.'), {
        'retry-after': '1',
        'x-ratelimit-limit': String(this.#perSecond),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': new Date((second + 1) * 1000).toISOString(),
        'ratelimit-reason': 'jira-burst-based',
      })
    }
  }
}
