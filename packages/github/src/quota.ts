import type { EpochMs } from '@throughline/plan'
import { EVERY_RESOURCE, type HeaderReader, type QuotaWindow, retryAfterMs, serverTime } from '@throughline/source'

/** What of an answer tells how the quota stands. */
export interface LimitedAnswer {
  readonly status: number
  readonly header: HeaderReader
}

/**
 * GitHub asks for at least a minute after a secondary limit that names no time; for longer when it comes again, which is
 * up to whoever tries again.
 */
const UNSAID_WAIT_MS = 60_000

/** How long a refusal asks to wait, and whether GitHub left that to us. */
export interface GithubWait {
  readonly ms: number
  readonly isGuessed: boolean
}

/**
 * Reads GitHub's limits from its answers: the primary one, an account's requests in an hour, which every answer counts;
 * and the secondary ones, which nobody can ask about and which hold back everything of the account. GitHub Enterprise
 * Server mostly has neither.
 */
export class GithubQuota {
  #pausedUntil: EpochMs = 0

  /** What an answer tells; instants are by the hub's clock, which shows `now`. */
  read(answer: LimitedAnswer, now: EpochMs): readonly QuotaWindow[] {
    const { header } = answer
    const remaining = numberOf(header('x-ratelimit-remaining'))
    const window = {
      resource: header('x-ratelimit-resource') ?? 'core',
      limit: numberOf(header('x-ratelimit-limit')),
      remaining,
      resetAt: resetAt(header, now),
      pausedUntil: null,
    }
    const wait = isSpent(header) && retryAfterMs(header, now) === null ? null : this.waitOf(answer, null, now)
    const pausedUntil = Math.max(wait === null ? 0 : now + wait.ms, this.#pausedUntil)
    const pause = { resource: EVERY_RESOURCE, limit: null, remaining: null, resetAt: null, pausedUntil }
    return [...(remaining === null ? [] : [window]), ...(pausedUntil > now ? [pause] : [])]
  }

  /**
   * How long a refusal (403 or 429) asks to wait; null when it is about rights instead. The headers say so, or, of a
   * secondary limit that names no time, the page that the answer refers to.
   */
  waitOf({ status, header }: LimitedAnswer, documentation: string | null, now: EpochMs): GithubWait | null {
    if (status !== 403 && status !== 429) return null
    const asked = retryAfterMs(header, now)
    if (asked !== null) return { ms: asked, isGuessed: false }
    const reset = resetAt(header, now)
    // A second on top, because the reset is told in whole seconds.
    if (isSpent(header) && reset !== null) return { ms: Math.max(0, reset - now) + 1000, isGuessed: false }
    return status === 429 || /rate-limit/.test(documentation ?? '') ? this.#guess(now) : null
  }

  /** Answers that were under way together are one refusal. */
  #guess(now: EpochMs): GithubWait {
    if (now >= this.#pausedUntil) this.#pausedUntil = now + UNSAID_WAIT_MS
    return { ms: this.#pausedUntil - now, isGuessed: true }
  }
}

function isSpent(header: HeaderReader): boolean {
  return header('x-ratelimit-remaining') === '0'
}

/** The reset is told by GitHub's clock. */
function resetAt(header: HeaderReader, now: EpochMs): EpochMs | null {
  const reset = numberOf(header('x-ratelimit-reset'))
  return reset === null ? null : reset * 1000 - serverTime(header, now) + now
}

function numberOf(text: string | null): number | null {
  const value = Number(text ?? Number.NaN)
  return Number.isFinite(value) ? value : null
}
