import type { SelectorFields } from '../document/selector.ts'
import { BY_SELECTIVITY, type FieldTest, type SelectorTest, satisfies } from './compile-selector.ts'
import type { Subject } from './subject.ts'

/**
 * Finds the selectors that choose an item without testing all of them: each is filed under the values of one of its
 * fields, and an item looks only under the values it has. A selector of nothing but `not` is tested on every item.
 */
export class SelectorIndex<Entry extends { readonly test: SelectorTest }> {
  readonly #drawers = new Map<keyof SelectorFields, Drawer<Entry>>()
  readonly #unfiled: Entry[] = []

  constructor(entries: readonly Entry[]) {
    const uses = countUses(entries)
    for (const entry of entries) this.#file(entry, uses)
  }

  /** Every entry whose selector chooses the item, each at least once, in no order. */
  find(subject: Subject): Entry[] {
    const found = this.#unfiled.filter((entry) => satisfies(subject, entry.test))
    for (const [field, drawer] of this.#drawers) {
      for (const value of subject[field]) {
        for (const entry of drawer.under(value)) if (satisfies(subject, entry.test)) found.push(entry)
      }
    }
    return found
  }

  #file(entry: Entry, uses: Uses): void {
    const rarest = rarestTest(entry.test, uses)
    if (rarest === null) {
      this.#unfiled.push(entry)
      return
    }
    const drawer = this.#drawers.get(rarest.field) ?? new Drawer<Entry>()
    this.#drawers.set(rarest.field, drawer)
    drawer.file(entry, rarest)
  }
}

/** The entries that are filed under one field, by its value. */
class Drawer<Entry> {
  readonly #byValue = new Map<string, Entry[]>()
  readonly #byGlob: { readonly entry: Entry; readonly test: FieldTest }[] = []
  /** What is under a value, patterns included: they are compared with each value that items have once. */
  readonly #found = new Map<string, readonly Entry[]>()

  file(entry: Entry, test: FieldTest): void {
    for (const value of test.values) {
      const filed = this.#byValue.get(value)
      if (filed === undefined) this.#byValue.set(value, [entry])
      else filed.push(entry)
    }
    if (test.globs.length > 0) this.#byGlob.push({ entry, test })
  }

  under(value: string): readonly Entry[] {
    if (this.#byGlob.length === 0) return this.#byValue.get(value) ?? []
    const known = this.#found.get(value)
    if (known !== undefined) return known
    const fitting = this.#byGlob.filter(({ test }) => test.globs.some((glob) => glob.matches(value)))
    const found = [...(this.#byValue.get(value) ?? []), ...fitting.map(({ entry }) => entry)]
    this.#found.set(value, found)
    return found
  }
}

/** How many selectors use a value of a field, and how many a pattern. */
type Uses = ReadonlyMap<keyof SelectorFields, { readonly values: ReadonlyMap<string, number>; readonly globs: number }>

function countUses(entries: readonly { readonly test: SelectorTest }[]): Uses {
  const uses = new Map<keyof SelectorFields, { values: Map<string, number>; globs: number }>()
  for (const { test } of entries) {
    for (const { field, values, globs } of test.tests) {
      const counts = uses.get(field) ?? { values: new Map<string, number>(), globs: 0 }
      uses.set(field, counts)
      for (const value of values) counts.values.set(value, (counts.values.get(value) ?? 0) + 1)
      if (globs.length > 0) counts.globs += 1
    }
  }
  return uses
}

/**
 * The field whose values the fewest other selectors share: two thousand selectors of one project differ by label. A
 * pattern counts as shared by all patterns of its field, so an exact field that is rarer than those takes the selector.
 */
function rarestTest({ tests }: SelectorTest, uses: Uses): FieldTest | null {
  let rarest: FieldTest | null = null
  let rarestUse = Number.POSITIVE_INFINITY
  for (const field of BY_SELECTIVITY) {
    const test = tests.find((candidate) => candidate.field === field)
    const counts = uses.get(field)
    if (test === undefined || counts === undefined) continue
    let use = 0
    for (const value of test.values) use = Math.max(use, counts.values.get(value) ?? 0)
    if (test.globs.length > 0) use += counts.globs
    if (use < rarestUse) [rarest, rarestUse] = [test, use]
  }
  return rarest
}
