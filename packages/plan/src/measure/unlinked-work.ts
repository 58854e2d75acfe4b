import { stateAt } from '../item/boundaries.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'

/** Open work that is linked to nothing. */
export interface UnlinkedWork {
  /** Items and pull requests, todo or in progress. */
  readonly open: number
  /** Their part of all open ones, 0..1; null when nothing is open. */
  readonly share: number | null
}

/** How much of the work that is open at an instant is linked to nothing. */
export function unlinkedAt(items: readonly WorkItem[], links: readonly Link[], at: EpochMs): UnlinkedWork {
  const linked = new Set(links.map((link) => link.itemId))
  const open = items.filter((item) => {
    const state = item.tombstone === null ? stateAt(item, at) : null
    return state === 'todo' || state === 'in_progress'
  })
  const unlinked = open.filter((item) => !linked.has(item.id)).length
  return { open: unlinked, share: open.length === 0 ? null : unlinked / open.length }
}
