import type { Clock } from '../http/clock.ts'
import { githubError } from './github-error.ts'

/** How many requests GitHub allows. */
export interface GithubLimitOptions {
  /** Requests of one account within the window. Default 5,000, as for a person's token. */
  readonly requests: number
  /** Length of the window in milliseconds. Default one hour. */
  readonly windowMs: number
  /** Status of a refusal; GitHub uses both. Default 403. */
  readonly status: 403 | 429
  /** Secondary limit: points of one account within a minute; reading costs 1, writing 5. Default none; GitHub has 900. */
  readonly pointsPerMinute: number
}

/** Requests of one account in the present window; `reset` is in epoch seconds. */
export interface LimitState {
  readonly limit: number
  readonly used: number
  readonly remaining: number
  readonly reset: number
}

const ANONYMOUS_REQUESTS = 60
const MINUTE_MS = 60_000

/** GitHub's words for its secondary limit. */
export const SECONDARY_REFUSAL = {
  message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  documentation: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
} as const

/** GitHub's primary limit: a fixed window for each account, which answers of 304 do not count on. */
export class GithubRateLimit {
  readonly #options: GithubLimitOptions
  readonly #clock: Clock
  readonly #points = new Map<string | null, { readonly minute: number; readonly used: number }>()
  readonly #windows = new Map<string, { start: number; used: number }>()

  constructor(options: GithubLimitOptions, clock: Clock) {
    this.#options = options
    this.#clock = clock
  }

  /** Where an account stands. */
  state(account: string | null): LimitState {
    const { start, used } = this.#window(account)
    const limit = account === null ? Math.min(ANONYMOUS_REQUESTS, this.#options.requests) : this.#options.requests
    const reset = Math.ceil((start + this.#options.windowMs) / 1000)
    return { limit, used: Math.min(used, limit), remaining: Math.max(0, limit - used), reset }
  }

  /**
   * Refuses a request of an account that has none left.
   *
   * @throws WireError 403 or 429 with the limit's headers, for the secondary limit with `retry-after`.
   */
  check(account: string | null, method: string): void {
    this.#checkPoints(account, method === 'GET' ? 1 : 5)
    const state = this.state(account)
    if (state.remaining > 0) return
    throw githubError(
      this.#options.status,
      `API rate limit exceeded for ${account === null ? '127.0.0.1' : `user ${account}`}.`,
      limitHeaders(state),
      'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
    )
  }

  #checkPoints(account: string | null, cost: number): void {
    const now = this.#clock()
    const minute = Math.floor(now / MINUTE_MS)
    const known = this.#points.get(account)
    const used = known?.minute === minute ? known.used : 0
    if (used + cost > this.#options.pointsPerMinute) {
      const seconds = Math.max(1, Math.ceil(((minute + 1) * MINUTE_MS - now) / 1000))
      const { message, documentation } = SECONDARY_REFUSAL
      const headers = { ...limitHeaders(this.state(account)), 'retry-after': String(seconds) }
      throw githubError(this.#options.status, message, headers, documentation)
    }
    this.#points.set(account, { minute, used: used + cost })
  }

  /** Counts an answered request. */
  count(account: string | null): void {
    this.#window(account).used += 1
  }

  #window(account: string | null): { start: number; used: number } {
    const now = this.#clock()
    const name = account ?? ''
    const known = this.#windows.get(name)
    if (known !== undefined && now < known.start + this.#options.windowMs) return known
    const fresh = { start: now, used: 0 }
    this.#windows.set(name, fresh)
    return fresh
  }
}

/** The headers that every answer carries. */
export function limitHeaders(state: LimitState): Record<string, string> {
  return {
    'x-ratelimit-limit': String(state.limit),
    'x-ratelimit-remaining': String(state.remaining),
    'x-ratelimit-reset': String(state.reset),
    'x-ratelimit-used': String(state.used),
    'x-ratelimit-resource': 'core',
  }
}
