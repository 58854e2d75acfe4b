import type { EpochMs } from '@throughline/plan'
import type { Agent } from 'undici'
import type { QuotaWindow } from '../quota.ts'
import type { SourcePorts } from '../source.ts'
import { DEFAULT_TUNING } from './default-tuning.ts'
import { Gate } from './gate.ts'
import { guardedAgent } from './guarded-agent.ts'
import { type Fetch, guardedFetch, type QuotaAnswer } from './guarded-fetch.ts'
import { type HttpTarget, httpTarget } from './http-target.ts'
import type { HttpTuning } from './http-tuning.ts'
import { networkError } from './network-error.ts'
import { patiently } from './patience.ts'
import { QuotaBudget } from './quota-budget.ts'

/** Counts the requests that left for one page or check, retries and redirects included. */
export interface RequestMeter {
  requests: number
}

/** One call: who may abort it and where its requests are counted. */
export interface CallOptions {
  readonly signal: AbortSignal
  readonly meter: RequestMeter
  /** Bounds both kinds of the tuning's patience, in ms; 0 tries once, for a person who waits for the answer. */
  readonly patienceMs?: number
  /** What of the tool's quota the call uses. Default `core`. */
  readonly resource?: string
  /** Whether it may use the part of the quota left to people, because one waits for the answer. Default false. */
  readonly usesReserve?: boolean
}

/**
 * Reads from an answer how the quota stands: nothing when its headers do not say. Instants are by the hub's clock, which
 * shows `now`. An answer that asks to wait has `pausedUntil` for what is to be left alone, also where the connector
 * raises a `RateLimitedError` with a wait of its own.
 */
export type ReadQuota = (answer: QuotaAnswer, now: EpochMs) => readonly QuotaWindow[]

/** How a session keeps to the quota; without `readQuota` it knows nothing of any. */
export interface SessionQuota {
  readonly readQuota: ReadQuota
  /** See `SourceSettings.quotaShare`. */
  readonly quotaShare?: number
}

type SessionPorts = Pick<SourcePorts, 'allowPrivateHosts' | 'clock' | 'http' | 'quota'>

/**
 * The HTTP behaviour all connectors share, for one connection: kept-alive sockets, the address guard, a bound on
 * requests in flight, retries with patience, the hub's part of the quota. A connector says in `attempt` what one try
 * is.
 */
export class HttpSession {
  readonly target: HttpTarget
  /** For libraries that make requests of their own beside the calls, such as the exchange of an app's key for a token. */
  readonly fetch: Fetch
  readonly #tuning: HttpTuning
  readonly #agent: Agent
  readonly #gate: Gate
  readonly #clock: () => EpochMs
  readonly #budget: QuotaBudget
  readonly #readQuota: ReadQuota

  /** @throws UpstreamRefusedError when the target's base address is unusable. */
  constructor(target: HttpTarget, ports: SessionPorts, quota: SessionQuota = { readQuota: () => [] }) {
    this.target = httpTarget(target)
    this.#tuning = { ...DEFAULT_TUNING, ...ports.http }
    this.#agent = guardedAgent(this.target, ports.allowPrivateHosts, this.#tuning)
    this.#gate = new Gate(this.#tuning.concurrency)
    this.fetch = guardedFetch(this.target, this.#agent)
    this.#clock = ports.clock
    this.#readQuota = quota.readQuota
    const { quotaShare: share = 0.5 } = quota
    this.#budget = new QuotaBudget({ target: this.target, clock: ports.clock, share, ledger: ports.quota ?? null })
  }

  /**
   * Makes one call, trying again as the errors of `attempt` say; see `patiently`. A try holds its place among the
   * requests in flight until `attempt` ends, so it should read the whole body; waits hold none.
   *
   * @throws what `attempt` throws, network failures as `UpstreamError`, `RateLimitedError` as `QuotaBudget.admit` does, and
   *   the signal's reason once it aborts.
   */
  call<T>(options: CallOptions, attempt: (fetch: Fetch) => Promise<T>): Promise<T> {
    const { signal, meter } = options
    const fetch = guardedFetch(this.target, this.#agent, {
      onRequest: () => {
        meter.requests += 1
      },
      onAnswer: (answer) => {
        this.noteQuota(this.#readQuota(answer, this.#clock()))
      },
    })
    const askedPatienceMs = Math.min(this.#tuning.askedPatienceMs, options.patienceMs ?? Number.POSITIVE_INFINITY)
    const patienceMs = options.patienceMs ?? this.#tuning.patienceMs
    return patiently({ ...this.#tuning, patienceMs, askedPatienceMs }, signal, () =>
      this.#gate.run(async () => {
        signal.throwIfAborted()
        // Asked for in its place: of those that wait for one, none has been let through on an old count.
        await this.#budget.admit(options.resource ?? 'core', options.usesReserve)
        try {
          return await attempt(fetch)
        } catch (error) {
          signal.throwIfAborted()
          throw networkError(this.target, error) ?? error
        } finally {
          await this.#budget.flush()
        }
      }),
    )
  }

  /** Takes in how the quota stands, where more than an answer's headers tells it; within an `attempt`. */
  noteQuota(windows: readonly QuotaWindow[]): void {
    for (const window of windows) this.#budget.note(window)
  }

  /** Closes the sockets; requests in flight end first. */
  async close(): Promise<void> {
    await this.#agent.close()
  }
}
