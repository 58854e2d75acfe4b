import type { Clock } from '../http/clock.ts'
import { WireError } from '../http/wire-error.ts'
import { jiraErrorBody } from './jira-error.ts'

const HOUR_MS = 3_600_000
const NEAR = 0.2

/**
 * Jira's quota of points for one tenant: each request costs one point and one more for every object it reads, and all
 * of them come back at the full hour. Nothing is limited part by part: what is left is left for all.
 */
export class PointsQuota {
  readonly #clock: Clock
  #perHour: number
  #hour = 0
  #used = 0

  /** @param perHour points for each hour; Infinity never limits, and says nothing of limits. */
  constructor(perHour: number, clock: Clock) {
    this.#clock = clock
    this.#perHour = perHour
  }

  /** Changes the points for each hour, and how many of this hour's are gone. */
  set(perHour: number, used: number): void {
    this.#roll()
    this.#perHour = perHour
    this.#used = used
  }

  /**
   * Lets a request begin while a point is left; it may then overdraw.
   *
   * @throws WireError 429 with `Retry-After` until the full hour and `RateLimit-Reason: jira-quota-tenant-based`.
   */
  check(): void {
    this.#roll()
    if (this.#used < this.#perHour) return
    const left = Math.ceil((this.#resetAt() - this.#clock()) / 1000)
    throw new WireError(429, jiraErrorBody('Rate limit exceeded.'), {
      ...this.headers(),
      'retry-after': String(left),
      'ratelimit-reason': 'jira-quota-tenant-based',
    })
  }

  /** Takes the points that a request has cost. */
  spend(points: number): void {
    this.#roll()
    this.#used += points
  }

  /** Headers that tell how much is left; none without a limit. */
  headers(): Readonly<Record<string, string>> {
    if (this.#perHour === Number.POSITIVE_INFINITY) return {}
    const remaining = Math.max(0, this.#perHour - this.#used)
    return {
      'x-ratelimit-limit': String(this.#perHour),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': new Date(this.#resetAt()).toISOString(),
      ...(remaining < this.#perHour * NEAR ? { 'x-ratelimit-nearlimit': 'true' } : {}),
    }
  }

  #roll(): void {
    const hour = Math.floor(this.#clock() / HOUR_MS)
    if (hour === this.#hour) return
    this.#hour = hour
    this.#used = 0
  }

  #resetAt(): number {
    return (Math.floor(this.#clock() / HOUR_MS) + 1) * HOUR_MS
  }
}
