/** Between the parts of a seed, so that `a` + `bc` and `ab` + `c` differ. */
const SEPARATOR = '\n'

/**
 * A seed of 32 bits from texts: the same texts give the same seed, similar ones unrelated seeds. FNV-1a over UTF-16
 * code units (http://www.isthe.com/chongo/tech/comp/fnv/).
 */
export function seedOf(...texts: readonly string[]): number {
  const text = texts.join(SEPARATOR)
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash
}
