/**
 * A list in ascending order of numbers with some of its entries replaced, added or, where null, removed. The list itself
 * when nothing changes. Costs the copying of a list of pointers, and the changes.
 */
export function withChanges<T>(
  list: readonly T[],
  changes: ReadonlyMap<number, T | null>,
  numberOf: (entry: T) => number,
): readonly T[] {
  const next = list.slice()
  const added: T[] = []
  const removed = new Set<number>()
  for (const [number, entry] of changes) {
    const place = placeOf(list, number, numberOf)
    const there = list[place]
    const isThere = there !== undefined && numberOf(there) === number
    if (entry === null) {
      if (isThere) removed.add(number)
    } else if (isThere) next[place] = entry
    else added.push(entry)
  }
  if (added.length === 0 && removed.size === 0) return changes.size === 0 ? list : next
  const kept = removed.size === 0 ? next : next.filter((entry) => !removed.has(numberOf(entry)))
  // Most of what is added is newer than all there is, so that this sorts what is nearly in order.
  return [...kept, ...added].sort((one, other) => numberOf(one) - numberOf(other))
}

/** The number that items are in order of. */
export function byId({ id }: { readonly id: number }): number {
  return id
}

/** Whether a list of items in ascending order of id has one. */
export function holds(list: readonly { readonly id: number }[], id: number): boolean {
  return list[placeOf(list, id, byId)]?.id === id
}

/** Where in a list a number stands, or would. */
function placeOf<T>(list: readonly T[], number: number, numberOf: (entry: T) => number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = list[middle]
    if (entry !== undefined && numberOf(entry) < number) low = middle + 1
    else high = middle
  }
  return low
}
