import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from './clock.ts'
import { arrange, type FlushOptions } from './delivery-order.ts'
import type { Tool } from './request-log.ts'

/** A webhook call that a tool wants to make. */
export interface Delivery {
  readonly tool: Tool
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Sent as it is: signatures are over these bytes. */
  readonly body: string
  /** `jira` sends again what failed, and counts in `X-Atlassian-Webhook-Retry`; `none` sends once, as GitHub does. */
  readonly retry: 'jira' | 'none'
}

/** What became of a delivery; a duplicate has one of its own. */
export interface DeliveryRecord extends Delivery {
  /** Counts all deliveries of both tools from 1. */
  readonly id: number
  /**
   * `held`: kept back; `waiting`: in line, or between two attempts; `delivered`: answered with 2xx; `failed`: given up;
   * `dropped`: lost on purpose.
   */
  state: 'held' | 'waiting' | 'delivered' | 'failed' | 'dropped'
  /** Status of every attempt so far; null without an answer. */
  readonly statuses: (number | null)[]
  /** When the latest attempt began, by the simulator's clock, epoch milliseconds; null before the first. */
  at: number | null
  /** Body of the latest answer. */
  answer: string
}

/** Patience of the webhooks of both tools. */
export interface DeliveryTiming {
  /** Before the first repetition; each further one waits twice as long. Default 1,000 ms. */
  readonly retryDelayMs?: number
  /** For an answer. Default 20,000 ms. */
  readonly timeoutMs?: number
}

interface Answer {
  readonly status: number | null
  readonly text: string
}

const RETRIES = 5
const KEPT = 20_000
const RETRIED_STATUSES: ReadonlySet<number> = new Set([408, 409, 425, 429])

/**
 * Makes the webhook calls of both tools. Each tool calls one after another, in the order of its changes; a repetition
 * does not hold up those behind it. While calls are held, they wait for {@link Deliveries.flush}.
 */
export class Deliveries {
  readonly #clock: Clock
  readonly #closing: AbortSignal
  readonly #log: DeliveryRecord[] = []
  readonly #held: DeliveryRecord[] = []
  readonly #holding = new Set<Tool>()
  readonly #lines = new Map<Tool, Promise<void>>()
  readonly #underWay = new Set<Promise<void>>()
  #timing: Required<DeliveryTiming> = { retryDelayMs: 1000, timeoutMs: 20_000 }
  #count = 0

  /** @param closing aborted when the simulator closes: no call is made or waited for after that. */
  constructor(clock: Clock, closing: AbortSignal) {
    this.#clock = clock
    this.#closing = closing
  }

  /** Takes a call into the line, or holds it back. The record tells later what became of it. */
  send(delivery: Delivery): DeliveryRecord {
    const record = this.#record(delivery)
    if (this.#holding.has(delivery.tool)) {
      record.state = 'held'
      this.#held.push(record)
    } else this.#enqueue(record)
    return record
  }

  /** Holds the calls of a tool back from now on, or no longer; those held already wait for {@link Deliveries.flush}. */
  hold(tool: Tool, held: boolean): void {
    if (held) this.#holding.add(tool)
    else this.#holding.delete(tool)
  }

  /**
   * Sends the calls of a tool that were held back.
   *
   * @throws RangeError for an order that does not fit; nothing is sent then.
   */
  flush(tool: Tool, options: FlushOptions = {}): void {
    const { leaving, lost } = arrange(
      this.#held.filter((record) => record.tool === tool),
      options,
    )
    this.#held.splice(0, this.#held.length, ...this.#held.filter((record) => record.tool !== tool))
    for (const record of lost) record.state = 'dropped'
    const sent = new Set<DeliveryRecord>()
    for (const record of leaving) {
      this.#enqueue(sent.has(record) ? this.#record(record) : record)
      sent.add(record)
    }
  }

  /** The latest 20,000 calls, oldest first. */
  list(tool?: Tool): readonly DeliveryRecord[] {
    return tool === undefined ? [...this.#log] : this.#log.filter((record) => record.tool === tool)
  }

  /** Changes the patience from now on. */
  setTiming(timing: DeliveryTiming): void {
    this.#timing = { ...this.#timing, ...timing }
  }

  /** Resolves when nothing is in line or waits for its repetition; calls that are held back do not count. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  #record({ tool, url, headers, body, retry }: Delivery): DeliveryRecord {
    this.#count += 1
    const record: DeliveryRecord = {
      id: this.#count,
      tool,
      url,
      headers,
      body,
      retry,
      state: 'waiting',
      statuses: [],
      at: null,
      answer: '',
    }
    this.#log.push(record)
    if (this.#log.length > KEPT) this.#log.splice(0, KEPT / 2)
    return record
  }

  #enqueue(record: DeliveryRecord): void {
    record.state = 'waiting'
    const line = this.#lines.get(record.tool) ?? Promise.resolve()
    const first = line.then(() => this.#attempt(record))
    this.#lines.set(record.tool, first)
    const done = first.then(() => this.#repeat(record)).finally(() => this.#underWay.delete(done))
    this.#underWay.add(done)
  }

  async #repeat(record: DeliveryRecord): Promise<void> {
    for (let retry = 0; record.state === 'waiting' && !this.#closing.aborted; retry += 1) {
      const delay = this.#timing.retryDelayMs * 2 ** retry
      // Closing ends the wait early; the loop then ends by itself.
      await wait(delay, undefined, { signal: this.#closing, ref: false }).catch(() => undefined)
      await this.#attempt(record)
    }
  }

  async #attempt(record: DeliveryRecord): Promise<void> {
    if (this.#closing.aborted) return
    record.at = this.#clock()
    const { status, text } = await this.#call(record)
    record.statuses.push(status)
    record.answer = text
    if (status !== null && status >= 200 && status < 300) record.state = 'delivered'
    else if (record.retry === 'none' || !isRetried(status) || record.statuses.length > RETRIES) record.state = 'failed'
  }

  async #call({ url, headers, body, retry, statuses }: DeliveryRecord): Promise<Answer> {
    const counted = retry === 'jira' && statuses.length > 0 ? { 'x-atlassian-webhook-retry': `${statuses.length}` } : {}
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers, ...counted },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#closing, AbortSignal.timeout(this.#timing.timeoutMs)]),
      })
      return { status: response.status, text: await response.text() }
    } catch {
      // Refused, cut or too slow: to the one who calls it is all one.
      return { status: null, text: '' }
    }
  }
}

function isRetried(status: number | null): boolean {
  return status === null || status >= 500 || RETRIED_STATUSES.has(status)
}
