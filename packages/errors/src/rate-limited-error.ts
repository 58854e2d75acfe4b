import { type ErrorDetails, type Retry, ThroughlineError } from './throughline-error.ts'

/** What asks for a longer wait is mistaken, in its unit or its clock: after a day it is asked again. */
const waitMaxMs = 24 * 60 * 60_000

/**
 * Raised when a tool asks to be left alone for a while; `retry` says for how many milliseconds, a day at most. With
 * `isGuessed` it did not say for how long, so that it may as well be broken: the wait counts as a failure.
 */
export class RateLimitedError extends ThroughlineError {
  readonly retry: Retry

  constructor(
    code: string,
    message: string,
    afterMs: number,
    { isGuessed = false, ...details }: ErrorDetails & { readonly isGuessed?: boolean } = {},
  ) {
    super(code, message, details)
    const waitMs = Math.min(afterMs, waitMaxMs)
    this.retry = isGuessed ? { afterMs: waitMs, isGuessed } : { afterMs: waitMs }
  }
}
