import type { EpochMs } from '@throughline/plan'
import { type HeaderReader, retryAfterMs, serverTime } from '@throughline/source'

/**
 * Asked for by nobody, waited by us: a gateway’s 429 comes without `Retry-After`. The first of growing waits: whoever
 * repeats the request doubles its own with every refusal.
 */
const UNSAID_WAIT_MS = 1_000

/**
 * How long to wait after a 429, in ms: by `Retry-After`, else until `X-RateLimit-Reset`, an instant in ISO 8601, else
 * guessed.
 */
export function askedWait(header: HeaderReader, now: EpochMs): { readonly ms: number; readonly isGuessed: boolean } {
  const reset = Date.parse(header('x-ratelimit-reset') ?? '')
  const untilReset = Number.isNaN(reset) ? null : Math.max(0, reset - serverTime(header, now))
  const asked = retryAfterMs(header, now) ?? untilReset
  return { ms: asked ?? UNSAID_WAIT_MS, isGuessed: asked === null }
}
