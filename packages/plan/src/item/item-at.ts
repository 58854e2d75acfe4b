import { boundariesOf } from './boundaries.ts'
import type { EpochMs, WorkItem } from './work-item.ts'

/**
 * An item as it stood at a past instant, from the moves up to and including it: its state, when it was started, done or
 * dropped, and the status in which it came into that state. Everything else about it is as it is now. Null when it did not exist
 * yet.
 */
export function itemAt(item: WorkItem, at: EpochMs): WorkItem | null {
  const { timeline } = item
  const last = item.createdAt > at ? -1 : timeline.findLastIndex((move) => move.at <= at)
  if (last === -1) return null
  if (last === timeline.length - 1) return item
  const moves = timeline.slice(0, last + 1)
  return { ...item, ...boundariesOf(moves), status: moves[last]?.status ?? item.status, timeline: moves }
}
