import type { LookupFunction } from 'node:net'

/** How patient and how eager a connector is over HTTP. Every field has a default, see {@link DEFAULT_TUNING}. */
export interface HttpTuning {
  /** Until a connection stands, TLS included. */
  readonly connectTimeoutMs: number
  /** From the request to the head of the answer. */
  readonly headersTimeoutMs: number
  /** Between two pieces of the body. */
  readonly bodyTimeoutMs: number
  /** How long one call keeps trying, waits included, before its last error is thrown. */
  readonly patienceMs: number
  /**
   * The same when nobody answers at the address at all. Shorter, because that is mostly a wrong `baseUrl`, which a
   * person waits to read about; a tool that restarts is covered by the job's own retries.
   */
  readonly unreachablePatienceMs: number
  /** The longest wait that is slept; a longer one is thrown as `RateLimitedError`, so that the job is delayed. */
  readonly sleepMaxMs: number
  /** First backoff; doubles with each attempt up to `backoffMaxMs`. */
  readonly backoffMs: number
  readonly backoffMaxMs: number
  /** Requests in flight at once, over all scopes of a connection. */
  readonly concurrency: number
  /** Waits; must reject when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Jitter, 0 inclusive to 1 exclusive. */
  readonly random: () => number
  /** Resolves host names; what it answers is still judged by the address policy. Default: the system's resolver. */
  readonly lookup: LookupFunction
}
