import type { Path } from './pointer.ts'

/** A text that cannot be kept, and where: in the value at the path, or in the name of the field there. */
interface TextFinding {
  readonly path: Path
  readonly detail: string
  readonly at: 'key' | 'value'
}

/**
 * Texts that no database or tool could keep: with a NUL character or half of a surrogate pair. Escapes write them into
 * values and names of fields where the document’s own text shows nothing of it. What aliases repeat is told once.
 */
export function checkTexts(data: unknown): TextFinding[] {
  const findings: TextFinding[] = []
  const seen = new Set<object>()
  const look = (value: unknown, path: Path): void => {
    if (typeof value === 'string') findings.push(...ill(value, path, 'value'))
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    for (const [key, inner] of Object.entries(value)) {
      const place = [...path, Array.isArray(value) ? Number(key) : key]
      findings.push(...ill(key, place, 'key'))
      look(inner, place)
    }
  }
  look(data, [])
  return findings
}

function ill(text: string, path: Path, at: 'key' | 'value'): TextFinding[] {
  const what = at === 'key' ? 'the name of this field' : 'this text'
  if (text.includes('\u0000'))
    return [{ path, at, detail: `${what} holds a NUL character, which cannot be kept; remove it` }]
  if (text.isWellFormed()) return []
  const detail = `${what} holds half of a surrogate pair, which is no character; write both halves or remove it`
  return [{ path, at, detail }]
}
