import type { SelectorFields } from '../document/selector.ts'
import { type SelectorTest, satisfies, valuesOf } from './compile-selector.ts'
import type { Subject } from './subject.ts'

/**
 * Finds the selectors that choose an item without testing all of them: each is filed under the values of one of its
 * fields, and an item looks only under the values it has. A selector of nothing but `not` is tested on every item.
 */
export class SelectorIndex<Entry extends { readonly test: SelectorTest }> {
  readonly #drawers = new Map<keyof SelectorFields, Map<string, Entry[]>>()
  readonly #unfiled: Entry[] = []

  constructor(entries: readonly Entry[]) {
    const uses = countUses(entries)
    for (const entry of entries) this.#file(entry, uses)
  }

  /** Every entry whose selector chooses the item, each at least once, in no order. */
  *find(subject: Subject): Generator<Entry> {
    for (const entry of this.#unfiled) if (satisfies(subject, entry.test)) yield entry
    for (const [field, drawer] of this.#drawers) {
      for (const value of valuesOf(subject, field)) {
        for (const entry of drawer.get(value) ?? []) if (satisfies(subject, entry.test)) yield entry
      }
    }
  }

  #file(entry: Entry, uses: Uses): void {
    const rarest = rarestTest(entry.test, uses)
    if (rarest === null) {
      this.#unfiled.push(entry)
      return
    }
    const drawer = this.#drawers.get(rarest.field) ?? new Map<string, Entry[]>()
    this.#drawers.set(rarest.field, drawer)
    for (const value of rarest.values) {
      const filed = drawer.get(value)
      if (filed === undefined) drawer.set(value, [entry])
      else filed.push(entry)
    }
  }
}

/** How many selectors use a value of a field. */
type Uses = ReadonlyMap<keyof SelectorFields, ReadonlyMap<string, number>>

/** From the field that usually tells most items apart to the one that tells fewest. */
const BY_SELECTIVITY = [
  'keys',
  'epic',
  'labels',
  'components',
  'milestone',
  'fixVersions',
  'assignees',
  'project',
  'repo',
  'types',
  'statuses',
  'connection',
  'kind',
] as const satisfies readonly (keyof SelectorFields)[]

function countUses(entries: readonly { readonly test: SelectorTest }[]): Uses {
  const uses = new Map<keyof SelectorFields, Map<string, number>>()
  for (const { test } of entries) {
    for (const { field, values } of test.tests) {
      const counts = uses.get(field) ?? new Map<string, number>()
      uses.set(field, counts)
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
  }
  return uses
}

/** The field whose values the fewest other selectors share: two thousand selectors of one project differ by label. */
function rarestTest({ tests }: SelectorTest, uses: Uses) {
  let rarest: SelectorTest['tests'][number] | null = null
  let rarestUse = Number.POSITIVE_INFINITY
  for (const field of BY_SELECTIVITY) {
    const test = tests.find((candidate) => candidate.field === field)
    if (test === undefined) continue
    const use = Math.max(...Array.from(test.values, (value) => uses.get(field)?.get(value) ?? 0))
    if (use < rarestUse) [rarest, rarestUse] = [test, use]
  }
  return rarest
}
