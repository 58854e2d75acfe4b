import { fold } from '../document/selector.ts'
import type { SeenTransition } from './item-record.ts'
import type { EpochMs } from './work-item.ts'

/** A time that an item spent in statuses in which work waits; `to: null` while it still does. */
export interface Wait {
  readonly from: EpochMs
  readonly to: EpochMs | null
}

/**
 * The times an item spent in any of these statuses, oldest first and apart from each other, read off its history as seen:
 * a timeline leaves out moves between two statuses of one state. Status names compare without regard to case; instants
 * never run backwards, whatever the history says.
 */
export function waitsOf(
  history: readonly Pick<SeenTransition, 'at' | 'status'>[],
  waitStatuses: readonly string[],
): Wait[] {
  const waiting = new Set(waitStatuses.map(fold))
  const waits: Wait[] = []
  let since: EpochMs | null = null
  let latest = Number.NEGATIVE_INFINITY
  for (const { at, status } of history) {
    latest = Math.max(latest, at)
    const isWaiting = waiting.has(fold(status))
    if (since !== null && !isWaiting) waits.push({ from: since, to: latest })
    if (!isWaiting) since = null
    else since ??= latest
  }
  if (since !== null) waits.push({ from: since, to: null })
  return waits.filter(({ from, to }) => from !== to)
}
