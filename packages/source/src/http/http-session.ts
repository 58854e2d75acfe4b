import type { Agent } from 'undici'
import type { SourcePorts } from '../source.ts'
import { DEFAULT_TUNING } from './default-tuning.ts'
import { Gate } from './gate.ts'
import { guardedAgent } from './guarded-agent.ts'
import { type Fetch, guardedFetch } from './guarded-fetch.ts'
import { type HttpTarget, httpTarget } from './http-target.ts'
import type { HttpTuning } from './http-tuning.ts'
import { networkError } from './network-error.ts'
import { patiently } from './patience.ts'

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
}

/**
 * The HTTP behaviour all connectors share, for one connection: kept-alive sockets, the address guard, a bound on
 * requests in flight, retries with patience. A connector says in `attempt` what one try is.
 */
export class HttpSession {
  readonly target: HttpTarget
  /** For libraries that make requests of their own beside the calls, such as the exchange of an app's key for a token. */
  readonly fetch: Fetch
  readonly #tuning: HttpTuning
  readonly #agent: Agent
  readonly #gate: Gate

  /** @throws UpstreamRefusedError when the target's base address is unusable. */
  constructor(target: HttpTarget, ports: Pick<SourcePorts, 'allowPrivateHosts' | 'http'>) {
    this.target = httpTarget(target)
    this.#tuning = { ...DEFAULT_TUNING, ...ports.http }
    this.#agent = guardedAgent(this.target, ports.allowPrivateHosts, this.#tuning)
    this.#gate = new Gate(this.#tuning.concurrency)
    this.fetch = guardedFetch(this.target, this.#agent)
  }

  /**
   * Makes one call, trying again as the errors of `attempt` say; see `patiently`. A try holds its place among the
   * requests in flight until `attempt` ends, so it should read the whole body; waits hold none.
   *
   * @throws what `attempt` throws, network failures as `UpstreamError`, and the signal's reason once it aborts.
   */
  call<T>(options: CallOptions, attempt: (fetch: Fetch) => Promise<T>): Promise<T> {
    const { signal, meter } = options
    const fetch = guardedFetch(this.target, this.#agent, () => {
      meter.requests += 1
    })
    const askedPatienceMs = Math.min(this.#tuning.askedPatienceMs, options.patienceMs ?? Number.POSITIVE_INFINITY)
    const patienceMs = options.patienceMs ?? this.#tuning.patienceMs
    return patiently({ ...this.#tuning, patienceMs, askedPatienceMs }, signal, () =>
      this.#gate.run(async () => {
        signal.throwIfAborted()
        try {
          return await attempt(fetch)
        } catch (error) {
          signal.throwIfAborted()
          throw networkError(this.target, error) ?? error
        }
      }),
    )
  }

  /** Closes the sockets; requests in flight end first. */
  async close(): Promise<void> {
    await this.#agent.close()
  }
}
