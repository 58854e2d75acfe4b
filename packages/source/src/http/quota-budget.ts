import { RateLimitedError } from '@throughline/errors'
import type { EpochMs } from '@throughline/plan'
import { EVERY_RESOURCE, type QuotaLedger, type QuotaWindow } from '../quota.ts'
import type { HttpTarget } from './http-target.ts'
import { joinQuota } from './join-quota.ts'

/** How old the copy of the ledger may be when a request asks to leave. */
const COPY_AGE_MAX_MS = 2_000

/** How often one resource is written to the ledger when nothing decisive changed. */
const WRITE_INTERVAL_MS = 1_000

/** On top of a reset, because tools tell it in whole seconds. */
const RESET_MARGIN_MS = 1_000

/** No window is longer and no pause is meant to be: a later instant is a mistake of its unit or its clock. */
const AHEAD_MAX_MS = 24 * 60 * 60_000

/** What a {@link QuotaBudget} is made of. */
export interface QuotaBudgetOptions {
  readonly target: HttpTarget
  readonly clock: () => EpochMs
  /** The part of each window that the hub may use, 0 exclusive to 1. Default 0.5. */
  readonly share?: number
  /** What the connection's workers share; null where there is one process alone. */
  readonly ledger: QuotaLedger | null
}

/**
 * Keeps a connection within its part of the tool's quota, over all workers that share a ledger, and leaves the tool
 * alone for as long as it asked. Nobody counts requests: each answer tells how much is left, people's and other
 * programs' use included. So the part is exceeded by no more than the requests in flight.
 */
export class QuotaBudget {
  readonly #target: HttpTarget
  readonly #clock: () => EpochMs
  readonly #share: number
  readonly #ledger: QuotaLedger | null
  readonly #known = new Map<string, QuotaWindow>()
  readonly #writtenAt = new Map<string, EpochMs>()
  readonly #writes: Promise<void>[] = []
  #copiedAt: EpochMs | null = null
  #copying: Promise<void> | null = null

  constructor({ target, clock, share = 0.5, ledger }: QuotaBudgetOptions) {
    this.#target = target
    this.#clock = clock
    this.#share = share
    this.#ledger = ledger
  }

  /**
   * Lets a request leave that uses `resource` and, as all do, {@link EVERY_RESOURCE}. With `usesReserve` it may use the
   * part left to people too, because one of them waits for its answer.
   *
   * @throws RateLimitedError `<code>.rate_limited` while the tool wants to be left alone or has nothing left, and
   *   `<code>.quota_reserved` while only the part for people is left; each with the wait until that ends.
   */
  async admit(resource: string, usesReserve = false): Promise<void> {
    await this.#copyLedger()
    for (const name of new Set([EVERY_RESOURCE, resource])) {
      const window = this.#known.get(name)
      if (window !== undefined) this.#refuse(window, usesReserve)
    }
  }

  /** Throws when the window holds requests back now. */
  #refuse(window: QuotaWindow, usesReserve: boolean): void {
    const now = this.#clock()
    const target = this.#target
    const { name, connection } = target
    const context = {
      context: { connection, resource: window.resource, remaining: window.remaining, limit: window.limit },
    }
    if (window.pausedUntil !== null && window.pausedUntil > now) {
      throw new RateLimitedError(
        `${target.code}.rate_limited`,
        `${name} asked connection ${connection} to wait; it goes on at ${timeOf(window.pausedUntil)}.`,
        window.pausedUntil - now,
        context,
      )
    }
    if (window.resetAt === null || !isReserved(window, usesReserve ? 1 : this.#share, now)) return
    const isSpent = window.remaining === 0
    throw new RateLimitedError(
      isSpent ? `${target.code}.rate_limited` : `${target.code}.quota_reserved`,
      isSpent
        ? `${name}’s quota for connection ${connection} is used up; it goes on at ${timeOf(window.resetAt)}.`
        : `Connection ${connection} has come to the end of its part and leaves the rest of ${name}’s quota to people; it goes on at ${timeOf(window.resetAt)}.`,
      window.resetAt - now + RESET_MARGIN_MS,
      context,
    )
  }

  /**
   * Takes in what an answer told. It is written for the other workers once a second, and at once when the tool asked for a
   * pause or the hub's part came to its end; {@link QuotaBudget.flush} waits for that.
   */
  note(told: QuotaWindow): void {
    const now = this.#clock()
    const { resource } = told
    const before = this.#known.get(resource) ?? null
    const window = joinQuota(before, believable(told, now), now)
    this.#known.set(resource, window)
    if (this.#ledger === null) return
    const isDecisive =
      (window.pausedUntil ?? 0) > (before?.pausedUntil ?? 0) ||
      (isReserved(window, this.#share, now) && (before === null || !isReserved(before, this.#share, now)))
    if (!isDecisive && isWithin(WRITE_INTERVAL_MS, this.#writtenAt.get(resource) ?? null, now)) return
    this.#writtenAt.set(resource, now)
    const write = this.#ledger.note(window)
    // Whoever flushes gets the failure; until then it must not count as one that nobody handles.
    write.catch(() => undefined)
    this.#writes.push(write)
  }

  /** Waits until what was noted is written. @throws what the ledger throws. */
  async flush(): Promise<void> {
    await Promise.all(this.#writes.splice(0))
  }

  /** Reads the ledger when the copy is too old; requests that ask at the same time wait for one reading. */
  async #copyLedger(): Promise<void> {
    const ledger = this.#ledger
    if (ledger === null || isWithin(COPY_AGE_MAX_MS, this.#copiedAt, this.#clock())) return
    this.#copying ??= this.#copy(ledger).finally(() => {
      this.#copying = null
    })
    await this.#copying
  }

  async #copy(ledger: QuotaLedger): Promise<void> {
    const began = this.#clock()
    for (const told of await ledger.read()) {
      this.#known.set(told.resource, joinQuota(this.#known.get(told.resource) ?? null, told, this.#clock()))
    }
    this.#copiedAt = began
  }
}

/**
 * Whether what is left of an open window is not for the hub, whose part is one request at least. A tool that names no end
 * cannot be waited for.
 */
function isReserved({ limit, remaining, resetAt }: QuotaWindow, share: number, now: EpochMs): boolean {
  if (remaining === null || resetAt === null || resetAt <= now) return false
  return remaining <= (limit === null ? 0 : Math.max(0, limit - Math.max(1, Math.floor(limit * share))))
}

/** What an answer told, without a window that ends too far ahead to be one, and with a pause of a day at most. */
function believable(told: QuotaWindow, now: EpochMs): QuotaWindow {
  const latest = now + AHEAD_MAX_MS
  const pausedUntil = told.pausedUntil === null ? null : Math.min(told.pausedUntil, latest)
  const isWindow = told.resetAt === null || told.resetAt <= latest
  return isWindow ? { ...told, pausedUntil } : { ...told, limit: null, remaining: null, resetAt: null, pausedUntil }
}

/** A clock that was set back makes every age negative: then nothing is recent. */
function isWithin(intervalMs: number, since: EpochMs | null, now: EpochMs): boolean {
  return since !== null && now >= since && now - since < intervalMs
}

/** The minute by which it has come, as people write it. */
function timeOf(at: EpochMs): string {
  return `${new Date(Math.ceil(at / 60_000) * 60_000).toISOString().slice(11, 16)} UTC`
}
