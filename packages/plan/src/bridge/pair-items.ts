import type { WorkItem } from '../item/work-item.ts'

/** One item as two moments know it; null where one of them does not. */
export interface ItemPair {
  readonly was: WorkItem | null
  readonly is: WorkItem | null
}

/**
 * Pairs the items of two moments, in ascending order of the later id. An item is the same by its id, and also where it
 * moved: the one that a tombstone says it became, unless the earlier moment knew that one already.
 */
export function pairItems(before: readonly WorkItem[], after: readonly WorkItem[]): ItemPair[] {
  const earlier = new Map(before.map((item) => [item.id, item]))
  const origins = originsOf(earlier, after)
  const moved = new Set([...origins.values()].map(({ id }) => id))
  const pairs: ItemPair[] = []
  const known = new Set<number>()
  for (const is of after) {
    known.add(is.id)
    if (!moved.has(is.id)) pairs.push({ was: earlier.get(is.id) ?? origins.get(is.id) ?? null, is })
  }
  for (const was of before) if (!known.has(was.id)) pairs.push({ was, is: null })
  return pairs.sort((one, other) => idOf(one) - idOf(other))
}

function idOf({ was, is }: ItemPair): number {
  return is?.id ?? was?.id ?? 0
}

/** By id of an item that only the later moment knows, the item that it was before it moved. */
function originsOf(earlier: ReadonlyMap<number, WorkItem>, after: readonly WorkItem[]): ReadonlyMap<number, WorkItem> {
  const origins = new Map<number, WorkItem>()
  const leavers = after.filter(({ id, tombstone }) => {
    const was = earlier.get(id)
    return tombstone !== null && tombstone.movedTo !== null && was?.tombstone === null
  })
  if (leavers.length === 0) return origins
  const byKey = new Map(after.map((item) => [placeOf(item.connection, item.key), item]))
  for (const leaver of leavers.toSorted((one, other) => one.id - other.id)) {
    const became = endOfMoves(leaver, byKey)
    const was = earlier.get(leaver.id)
    if (became === null || was === undefined || earlier.has(became.id) || origins.has(became.id)) continue
    origins.set(became.id, was)
  }
  return origins
}

/** Where a moved item went in the end; null when the hub does not see it there. */
function endOfMoves(leaver: WorkItem, byKey: ReadonlyMap<string, WorkItem>): WorkItem | null {
  const seen = new Set<number>()
  let item = leaver
  while (item.tombstone !== null) {
    const next =
      item.tombstone.movedTo === null ? undefined : byKey.get(placeOf(item.connection, item.tombstone.movedTo))
    if (next === undefined || seen.has(next.id)) return null
    seen.add(next.id)
    item = next
  }
  return item
}

function placeOf(connection: string, key: string): string {
  return JSON.stringify([connection, key])
}
