import type { Fault } from '@throughline/errors'
import { type Document, isAlias, isMap, isNode, isSeq, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml'
import { type Path, pointerTo } from './pointer.ts'
import { syntaxFaults } from './syntax-faults.ts'

/** How a plan document is written. */
export type PlanFormat = 'yaml' | 'json'

/** The content of a document that could be read, and where each part of it stands in the text. */
export interface DocumentSource {
  /** Plain values, not yet known to be a plan. */
  readonly data: unknown
  /**
   * A fault at a path, with its line and column. What is missing is placed at the nearest thing above it; `at: 'key'`
   * points at a field's name instead of its value.
   */
  faultAt(path: Path, detail: string, at?: 'key' | 'value'): Fault
}

/** Both what could be read and what is wrong with the text; `source` is null when nothing can be made of it. */
export interface SourceReading {
  readonly source: DocumentSource | null
  readonly faults: readonly Fault[]
}

/** Longest document accepted, in characters: four times a plan of two thousand links. */
const DOCUMENT_CHARACTERS_MAX = 1_000_000

/** How many times anchors may be repeated before a document counts as an attempt to exhaust memory. */
const ALIASES_MAX = 100

/**
 * Reads the text of a document. JSON goes through the same parser as YAML, of which it is a part, so that its faults
 * have places too; what only YAML allows is then a fault.
 */
export function readSource(text: string, format: PlanFormat): SourceReading {
  if (text.length > DOCUMENT_CHARACTERS_MAX) {
    const detail = `the document is longer than ${DOCUMENT_CHARACTERS_MAX} characters; split it into several plans`
    return { source: null, faults: [{ pointer: '', detail, line: 1, column: 1 }] }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const { fatal, faults } = syntaxFaults(document, text, format, lines)
  if (fatal) return { source: null, faults }
  try {
    const data: unknown = document.toJS({ maxAliasCount: ALIASES_MAX })
    return { source: sourceOf(document, data, lines), faults }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    const detail = `aliases repeat too much content (more than ${ALIASES_MAX} times); write it out`
    return { source: null, faults: [...faults, { pointer: '', detail, line: 1, column: 1 }] }
  }
}

/** A value that was never text of its own, such as a part of a request: its faults have pointers but no lines. */
export function sourceOfValue(data: unknown): DocumentSource {
  return { data, faultAt: (path, detail) => ({ pointer: pointerTo(path), detail }) }
}

function sourceOf(document: Document, data: unknown, lines: LineCounter): DocumentSource {
  const indexes = new WeakMap<YAMLMap, Map<string, Pair>>()
  const pairOf = (map: YAMLMap, name: string) => {
    const index = indexes.get(map) ?? new Map(map.items.map((pair) => [nameOf(pair.key), pair]))
    indexes.set(map, index)
    return index.get(name)
  }
  return {
    data,
    faultAt(path, detail, at = 'value') {
      const { line, col } = lines.linePos(offsetOf(document, path, at, pairOf))
      return { pointer: pointerTo(path), detail, line, column: col }
    },
  }
}

function offsetOf(
  document: Document,
  path: Path,
  at: 'key' | 'value',
  pairOf: (map: YAMLMap, name: string) => Pair | undefined,
): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair: Pair | undefined = pairOf(node, String(step))
      if (pair === undefined) return offset
      offset = startOf(pair.key) ?? offset
      if (at === 'key' && depth === path.length - 1) return offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
    } else {
      return offset
    }
    offset = startOf(node) ?? offset
  }
  return offset
}

function startOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null
}

/** The name of a field, whichever way its key is written. */
function nameOf(key: unknown): string {
  return isNode(key) ? String(key.toJSON()) : String(key)
}
