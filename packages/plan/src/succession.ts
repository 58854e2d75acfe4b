import type { WorkItem } from './item/work-item.ts'
import type { Link } from './link/link.ts'
import { remembered } from './remembered.ts'

/** Items in ascending order of id, and a plan's links in ascending order of item. */
export interface Holdings {
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
}

/** An item whose own facts, link or children changed, as it was and as it is; null where there was or is none. */
export interface ChangedItem {
  readonly before: WorkItem | null
  readonly after: WorkItem | null
}

/** What changed from one of two holdings to the other. */
export interface Succession {
  readonly before: Holdings
  /** By id. */
  readonly changed: ReadonlyMap<number, ChangedItem>
}

/** More changes than this are not followed: computing anew costs less. */
const FOLLOWED_MAX = 5_000

const slotOf = remembered((_: readonly Link[]) =>
  remembered((_: readonly WorkItem[]): { succession: Succession | null } => ({ succession: null })),
)

/**
 * Says that holdings are those of before with what changed since in place, all else being the same objects: what was computed
 * from the former can be followed instead of made anew. Costs a look at each entry. Nobody can tell but by the clock.
 */
export function noteSuccession(before: Holdings, after: Holdings): void {
  const changed = changedItems(before, after)
  slotOf(after.links)(after.items).succession = changed.size > FOLLOWED_MAX ? null : { before, changed }
  // One step is enough, and a chain of them would hold everything there ever was.
  slotOf(before.links)(before.items).succession = null
}

/** What holdings follow from, where that was said. */
export function successionOf({ items, links }: Holdings): Succession | null {
  return slotOf(links)(items).succession
}

/** Items that changed themselves, their links or, by a child's parent, into containers or back. */
function changedItems(before: Holdings, after: Holdings): Map<number, ChangedItem> {
  const own = differing(before.items, after.items, ({ id }) => id)
  const links = differing(before.links, after.links, ({ itemId }) => itemId)
  const parents = [...own.values()].flatMap(({ before: was, after: is }) => [was?.parentId, is?.parentId])
  const ids = new Set([...own.keys(), ...links.keys(), ...parents.filter((id) => id != null)])
  return new Map(
    [...ids].map((id) => [id, own.get(id) ?? { before: itemOf(before.items, id), after: itemOf(after.items, id) }]),
  )
}

/** The entries of two lists in ascending order of number that are not the same object, by number. */
function differing<T>(
  before: readonly T[],
  after: readonly T[],
  numberOf: (entry: T) => number,
): Map<number, { readonly before: T | null; readonly after: T | null }> {
  const found = new Map<number, { before: T | null; after: T | null }>()
  if (before === after) return found
  let place = 0
  for (const was of before) {
    const number = numberOf(was)
    for (let next = after[place]; next !== undefined && numberOf(next) < number; next = after[place]) {
      found.set(numberOf(next), { before: null, after: next })
      place += 1
    }
    const is = after[place]
    if (is === undefined || numberOf(is) !== number) found.set(number, { before: was, after: null })
    else {
      if (is !== was) found.set(number, { before: was, after: is })
      place += 1
    }
  }
  for (const added of after.slice(place)) found.set(numberOf(added), { before: null, after: added })
  return found
}

function itemOf(items: readonly WorkItem[], id: number): WorkItem | null {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item === undefined) return null
    if (item.id === id) return item
    if (item.id < id) low = middle + 1
    else high = middle
  }
  return null
}
