import { itemAt } from '../item/item-at.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'

/**
 * Items that exist at an instant, are neither dropped then nor gone from their tool, and are linked to nothing; each with its state
 * at the instant, the newest first.
 */
export function unlinkedItems(input: {
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
  readonly asOf: EpochMs
}): WorkItem[] {
  const linked = new Set(input.links.map((link) => link.itemId))
  return input.items
    .flatMap((item) => {
      const then = item.tombstone === null && !linked.has(item.id) ? itemAt(item, input.asOf) : null
      return then === null || then.state === 'dropped' ? [] : [then]
    })
    .sort((one, other) => other.createdAt - one.createdAt || other.id - one.id)
}
