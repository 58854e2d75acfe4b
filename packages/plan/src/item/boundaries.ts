import type { EpochMs, ItemState, Transition, WorkItem } from './work-item.ts'

/** The present state of an item and the instants it was reached. */
export interface Boundaries {
  readonly state: ItemState
  /** First move into in progress; null when there was none. */
  readonly startedAt: EpochMs | null
  /** Last move into done; null in any other state. */
  readonly doneAt: EpochMs | null
  /** Last move into dropped; null in any other state. */
  readonly droppedAt: EpochMs | null
}

/** Reads the state and its instants off a timeline. An empty timeline is todo since ever. */
export function boundariesOf(timeline: readonly Transition[]): Boundaries {
  const last = timeline.at(-1)
  return {
    state: last?.to ?? 'todo',
    startedAt: timeline.find((move) => move.to === 'in_progress')?.at ?? null,
    doneAt: last?.to === 'done' ? last.at : null,
    droppedAt: last?.to === 'dropped' ? last.at : null,
  }
}

/**
 * The state of an item at a past instant, from the moves up to and including it; null when the item did not exist yet.
 */
export function stateAt(item: Pick<WorkItem, 'createdAt' | 'timeline'>, at: EpochMs): ItemState | null {
  if (item.createdAt > at) return null
  let state: ItemState | null = null
  for (const move of item.timeline) {
    if (move.at > at) break
    state = move.to
  }
  return state
}
