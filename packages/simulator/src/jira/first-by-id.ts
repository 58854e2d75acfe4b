/** The first value of every id, in the order in which they stand. */
export function firstById<T extends { readonly id: string }>(values: Iterable<T>): readonly T[] {
  const found = new Map<string, T>()
  for (const value of values) if (!found.has(value.id)) found.set(value.id, value)
  return [...found.values()]
}
