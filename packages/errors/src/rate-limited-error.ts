import { type ErrorDetails, type Retry, ThroughlineError } from './throughline-error.ts'

/** Raised when a tool asks to be left alone for a while; `retry` says for how many milliseconds. */
export class RateLimitedError extends ThroughlineError {
  readonly retry: Retry

  constructor(code: string, message: string, afterMs: number, details: ErrorDetails = {}) {
    super(code, message, details)
    this.retry = { afterMs }
  }
}
