/** What may have become of a key that leads to nothing any more, in its place. */
export interface Fate {
  /** More than one where an item went several ways and nobody looked in between. */
  readonly kinds: ReadonlySet<string>
  /** The keys that it went by later. */
  readonly later: readonly string[]
}

/** Keeps what became of every key that something ever had. */
export class Fates {
  readonly #fates = new Map<string, Fate>()

  /** The item under this key went; those that came to be called so are gone with it. */
  leave(key: string, kind: string, movedTo: string | null = null): void {
    this.#add(key, kind, movedTo)
    for (const [former, { later }] of this.#fates) {
      if (former !== key && later.includes(key)) this.#add(former, kind, movedTo)
    }
  }

  /** The item is there again under this key. */
  comeBack(key: string): void {
    this.#fates.delete(key)
  }

  of(key: string): Fate | null {
    return this.#fates.get(key) ?? null
  }

  #add(key: string, kind: string, movedTo: string | null): void {
    const { kinds, later } = this.#fates.get(key) ?? { kinds: new Set<string>(), later: [] }
    this.#fates.set(key, {
      kinds: new Set([...kinds, kind]),
      later: movedTo === null ? later : [...later, movedTo],
    })
  }
}
