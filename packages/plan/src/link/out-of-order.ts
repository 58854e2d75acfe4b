/**
 * The fewest names that have to move to bring the names that two lists share from the first order into the second: all
 * others keep their order among each other. Each list holds a name once. In the second list's order.
 */
export function outOfOrder(before: readonly string[], after: readonly string[]): string[] {
  const places = new Map(before.map((name, place) => [name, place]))
  const shared = after.flatMap((name) => {
    const place = places.get(name)
    return place === undefined ? [] : [{ name, place }]
  })
  const kept = new Set(longestRise(shared.map(({ place }) => place)))
  return shared.flatMap(({ name, place }) => (kept.has(place) ? [] : [name]))
}

/** A longest rising subsequence of different numbers, by patience sorting in n log n. */
function longestRise(numbers: readonly number[]): number[] {
  /** By length less one, the lowest number in which a rise of that length ends. */
  const ends: number[] = []
  const earlier = new Map<number, number | undefined>()
  for (const number of numbers) {
    const length = firstNotBelow(ends, number)
    earlier.set(number, ends[length - 1])
    ends[length] = number
  }
  const rise: number[] = []
  for (let number = ends.at(-1); number !== undefined; number = earlier.get(number)) rise.push(number)
  return rise
}

/** The first index of a rising list whose number is not below; its length when all are. */
function firstNotBelow(rising: readonly number[], number: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] ?? number) < number) low = middle + 1
    else high = middle
  }
  return low
}
