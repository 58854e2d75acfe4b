import type { EpochMs } from '@throughline/plan'

/** A clock that stands still until it is told otherwise. Pass it wherever a `clock` is asked for. */
export interface SettableClock {
  (): EpochMs
  /** Sets it to an instant: epoch milliseconds or ISO 8601. Backwards is allowed. */
  set(instant: EpochMs | string): void
  advance(ms: number): void
}

/** Makes a clock that stands at `start`; default Monday 2026-11-23 08:00 UTC. */
export function settableClock(start: EpochMs | string = '2026-11-23T08:00:00Z'): SettableClock {
  let now = epochOf(start)
  return Object.assign(() => now, {
    set(instant: EpochMs | string) {
      now = epochOf(instant)
    },
    advance(ms: number) {
      now += ms
    },
  })
}

function epochOf(instant: EpochMs | string): EpochMs {
  const epoch = typeof instant === 'number' ? instant : Date.parse(instant)
  if (!Number.isFinite(epoch)) throw new Error(`${instant} is no instant: write epoch milliseconds or ISO 8601.`)
  return epoch
}
