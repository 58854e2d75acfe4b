import type { LookupFunction } from 'node:net'

/** How patient and how eager a connector is over HTTP. Every field has a default, see {@link DEFAULT_TUNING}. */
export interface HttpTuning {
  /** Until a connection stands, TLS included. */
  readonly connectTimeoutMs: number
  /** From the request to the head of the answer. */
  readonly headersTimeoutMs: number
  /** Between two pieces of the body. */
  readonly bodyTimeoutMs: number
  /**
   * How long one call keeps trying, attempts and backoff together, before its last error is thrown. Short: the job above
   * has the long patience, and is delayed by its queue instead of holding a worker.
   */
  readonly patienceMs: number
  /**
   * How long one call waits in all because the tool asked for it. Such waits are no trouble and spend no patience, but a
   * tool that asks again and again must not hold a worker for ever.
   */
  readonly askedPatienceMs: number
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
