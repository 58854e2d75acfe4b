import type { EpochMs } from '@throughline/plan'

/** Reads one header of an answer; null when it is absent. */
export type HeaderReader = (name: string) => string | null

/**
 * How long an answer's `Retry-After` asks to wait, in milliseconds: seconds, or an HTTP date counted from the answer's
 * own `Date`, so that a difference between the clocks does not matter. Null when it is absent or unreadable.
 */
export function retryAfterMs(header: HeaderReader, now: EpochMs): number | null {
  const text = header('retry-after')?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  const until = text === '' ? Number.NaN : Date.parse(text)
  return Number.isNaN(until) ? null : Math.max(0, until - serverTime(header, now))
}

/** The tool's clock as its answer's `Date` tells it, in whole seconds; `now` where there is none. */
export function serverTime(header: HeaderReader, now: EpochMs): EpochMs {
  const at = Date.parse(header('date') ?? '')
  return Number.isNaN(at) ? now : at
}
