/** A place in a document: the keys and indices that lead to it from the root. */
export type Path = readonly (string | number)[]

/** A path as a JSON pointer (RFC 6901): `/objectives/0/due`. */
export function pointerTo(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
