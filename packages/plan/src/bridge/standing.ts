import { stateAt } from '../item/boundaries.ts'
import type { EpochMs, ItemState, WorkItem } from '../item/work-item.ts'
import type { ItemPair } from './pair-items.ts'
import { STAGES, type Stage } from './stages.ts'

/**
 * Where an item stands for progress: not there yet (or not known), open, done, dropped, or gone from its tool or the hub.
 */
export type Standing = 'absent' | 'open' | 'done' | 'dropped' | 'gone'

/** The standings of one item that a bridge leads through. */
export interface Standings {
  /** At the earlier instant, as it was known. */
  readonly earlier: Standing
  /** At the earlier instant, as it is known now. */
  readonly learned: Standing
  readonly later: Standing
  /** By which cause it went, when `now` is gone. */
  readonly goneBy: 'deleted' | 'moved_away'
}

/** The standings of an item as two moments see it. */
export function standingsOf({ was, is }: ItemPair, earlier: EpochMs, later: EpochMs): Standings {
  const before = was === null ? 'absent' : standingAt(was, earlier)
  const kind = is?.tombstone?.kind
  return {
    earlier: before,
    learned: learnedStanding(is, before, earlier),
    later: is === null ? 'gone' : standingAt(is, later),
    goneBy: kind === 'moved' || kind === 'transferred' ? 'moved_away' : 'deleted',
  }
}

/** The standing of an item in the world of a stage. */
export function standingAtStage({ earlier, learned, later, goneBy }: Standings, stage: Stage): Standing {
  if (stage < STAGES.learnedLate) return earlier
  let standing = learned
  if (stage >= STAGES.added && isAlive(later) && !isAlive(standing)) standing = 'open'
  if (stage >= STAGES.deleted && later === 'gone' && goneBy === 'deleted') standing = later
  if (stage >= STAGES.movedAway && later === 'gone') standing = later
  if (stage >= STAGES.dropped && later === 'dropped') standing = later
  if (stage >= STAGES.done && later === 'done') standing = later
  if (stage >= STAGES.reopened && later === 'open') standing = later
  return standing
}

/** Whether progress is made of an item that stands there. */
export function isAlive(standing: Standing): boolean {
  return standing === 'open' || standing === 'done'
}

function standingAt(item: WorkItem, at: EpochMs): Standing {
  return item.tombstone === null ? standingOfState(stateAt(item, at)) : 'gone'
}

/** What is known now of where an item stood at the earlier instant. One that was gone and is back was gone then. */
function learnedStanding(is: WorkItem | null, before: Standing, earlier: EpochMs): Standing {
  if (is === null || before === 'gone') return before
  if (is.tombstone !== null && is.tombstone.at <= earlier) return 'gone'
  return standingOfState(stateAt(is, earlier))
}

function standingOfState(state: ItemState | null): Standing {
  if (state === null) return 'absent'
  return state === 'todo' || state === 'in_progress' ? 'open' : state
}
