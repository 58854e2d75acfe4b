import slugify from '@sindresorhus/slugify'

/** Longest id that a plan document takes, in characters. */
const ID_CHARACTERS_MAX = 64

/** Gives out ids that differ: slugs of texts, with a number where the slug is taken. */
export class DraftIds {
  readonly #taken = new Set<string>()

  /** An id made of the first of the texts that has a letter or digit in it. */
  give(...texts: readonly string[]): string {
    const slug = texts.map(slugOf).find((each) => each !== '') ?? 'item'
    let id = slug
    for (let number = 2; this.#taken.has(id); number += 1) id = withNumber(slug, number)
    this.#taken.add(id)
    return id
  }
}

function slugOf(text: string): string {
  return shortened(slugify(text, { decamelize: false }), ID_CHARACTERS_MAX)
}

function withNumber(slug: string, number: number): string {
  const end = `-${number}`
  return shortened(slug, ID_CHARACTERS_MAX - end.length) + end
}

/** Cut between words where that leaves most of it. */
function shortened(slug: string, charactersMax: number): string {
  if (slug.length <= charactersMax) return slug
  const cut = slug.slice(0, charactersMax)
  const lastHyphen = slug[charactersMax] === '-' ? charactersMax : cut.lastIndexOf('-')
  return cut.slice(0, lastHyphen > charactersMax / 2 ? lastHyphen : charactersMax).replace(/-+$/, '')
}
