/** A value of a selector with wildcards, made ready to be compared with folded values of items. */
export interface Glob {
  readonly parts: readonly GlobPart[]
  /** Whether the whole value fits; linear in its length for patterns of one `*`, never exponential. */
  matches(value: string): boolean
}

/** A character that stands for itself, any one character, or any run of characters, the empty one included. */
export type GlobPart = { readonly char: string } | 'one' | 'run'

/**
 * Reads a value that may hold wildcards: `*` is any run of characters, slashes and spaces included, `?` any one. A
 * backslash before `*`, `?` or another backslash takes their meaning away, and is a backslash anywhere else.
 */
export function globParts(pattern: string): GlobPart[] {
  const parts: GlobPart[] = []
  const chars = [...pattern]
  for (let at = 0; at < chars.length; at += 1) {
    const [char, next] = [chars[at] ?? '', chars[at + 1] ?? '']
    if (char === '\\' && /^[*?\\]$/.test(next)) {
      parts.push({ char: next })
      at += 1
    } else if (char === '?') parts.push('one')
    else if (char !== '*') parts.push({ char })
    else if (parts.at(-1) !== 'run') parts.push('run')
  }
  return parts
}

/** The value that parts without wildcards stand for; null when there is one. */
export function literalOf(parts: readonly GlobPart[]): string | null {
  const chars = parts.map((part) => (typeof part === 'string' ? null : part.char))
  return chars.includes(null) ? null : chars.join('')
}

/** Makes a pattern of parts that were folded like the values it will be compared with. */
export function compileGlob(parts: readonly GlobPart[]): Glob {
  const wildcard = parts.findIndex((part) => typeof part === 'string')
  const start = literalOf(parts.slice(0, wildcard)) ?? ''
  // Most values differ in their first characters: they are told apart without a walk over the pattern.
  return { parts, matches: (value) => value.startsWith(start) && fits([...value], parts) }
}

/** Walks value and pattern side by side; where they part, the last `*` takes one character more. */
function fits(chars: readonly string[], parts: readonly GlobPart[]): boolean {
  let [at, place] = [0, 0]
  let retry: { readonly place: number; readonly at: number } | null = null
  while (at < chars.length) {
    const part = parts[place]
    if (part === 'run') {
      retry = { place, at }
      place += 1
    } else if (part === 'one' || part?.char === chars[at]) {
      at += 1
      place += 1
    } else if (retry !== null) {
      retry = { place: retry.place, at: retry.at + 1 }
      at = retry.at
      place = retry.place + 1
    } else return false
  }
  return parts.slice(place).every((part) => part === 'run')
}
