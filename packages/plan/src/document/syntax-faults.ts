import type { Fault } from '@throughline/errors'
import {
  type Document,
  type ErrorCode,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  Scalar,
  visit,
} from 'yaml'
import { type Path, pointerTo } from './pointer.ts'

/** What is wrong with a text before its meaning is looked at. */
export interface SyntaxFaults {
  /** Whether the text cannot be read any further. */
  readonly fatal: boolean
  readonly faults: readonly Fault[]
}

/**
 * Collects the faults of a parsed text: broken YAML, keys that stand twice, tags and, in JSON, what only YAML allows.
 * Keys that stand twice are not fatal: the rest of the document is still worth checking.
 */
export function syntaxFaults(
  document: Document,
  text: string,
  format: 'yaml' | 'json',
  lines: LineCounter,
): SyntaxFaults {
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const problems: Problem[] = [...document.errors, ...document.warnings].map((error) => ({
    offset: error.pos[0],
    detail: WORDS[error.code] ?? error.message,
  }))
  if (problems.length === 0) problems.push(...structureProblems(document))
  // One slip makes the parser complain many times in one place; the first complaint is the telling one.
  const firsts = problems.filter(({ offset, detail }, index) => {
    const before = problems[index - 1]
    return before?.offset !== offset && before?.detail !== detail
  })
  const faults: Fault[] = firsts.map(({ offset, detail }) => ({ pointer: '', detail, ...place(offset) }))
  if (faults.length === 0 && format === 'json') {
    const problem = jsonProblem(text)
    const offset = problem === null ? null : nonJsonOffset(document)
    if (problem !== null) faults.push({ pointer: '', detail: problem, ...(offset === null ? {} : place(offset)) })
  }
  if (faults.length > 0) return { fatal: true, faults }
  const duplicates = repeatedFields(document).map(({ offset, path }) => ({
    pointer: pointerTo(path),
    detail: `the field \`${path.at(-1)}\` stands twice here; keep one`,
    ...place(offset),
  }))
  return { fatal: false, faults: duplicates }
}

const WORDS: Readonly<Partial<Record<ErrorCode, string>>> = {
  MULTIPLE_DOCS: 'a second document begins here; keep one in a text',
  RESOURCE_EXHAUSTION: 'the document is nested too deeply to be a plan',
}

/** Deepest nesting accepted; a plan needs eight levels. */
const DEPTH_MAX = 64

/** What is valid YAML but no plan could mean: aliases of nothing, names that are no text, endless nesting. */
function structureProblems(document: Document): Problem[] {
  const problems: Problem[] = []
  const anchors = new Set<string>()
  visit(document, {
    Node(_, node, ancestors) {
      const offset = node.range?.[0] ?? 0
      if (ancestors.length > DEPTH_MAX) {
        problems.push({ offset, detail: 'the document is nested too deeply to be a plan' })
        return visit.BREAK
      }
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor)
      } else if (!anchors.has(node.source)) {
        const name = `*${node.source}`
        const detail = `the alias \`${name}\` stands before any anchor of that name; write "${name}" in quotes for a pattern`
        problems.push({ offset, detail })
      }
      return undefined
    },
    Pair(_, { key }) {
      if (isNode(key) && !isScalar(key)) {
        problems.push({ offset: key.range?.[0] ?? 0, detail: 'the name of a field must be text' })
      }
    },
  })
  return problems
}

interface Problem {
  readonly offset: number
  readonly detail: string
}

/** Fields that stand in their map already. The parser's own check compares each with each, which a long map abuses. */
function repeatedFields(document: Document): { readonly offset: number; readonly path: Path }[] {
  const repeated: { offset: number; path: Path }[] = []
  visit(document, {
    Map(_, map, ancestors) {
      const names = new Set<string>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        const name = String(key.value)
        if (names.has(name))
          repeated.push({ offset: key.range?.[0] ?? 0, path: [...pathOf([...ancestors, map]), name] })
        names.add(name)
      }
    },
  })
  return repeated
}

/** The path to the innermost of a chain of nodes, as a visitor is given it. */
function pathOf(ancestors: readonly unknown[]): Path {
  return ancestors.flatMap((node, depth): (string | number)[] => {
    if (isPair(node) && isScalar(node.key)) return [String(node.key.value)]
    if (isSeq(node)) return [node.items.indexOf(ancestors[depth + 1])].filter((index) => index >= 0)
    return []
  })
}

function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    if (error instanceof SyntaxError) return `not JSON: ${error.message}`
    throw error
  }
}

/** Where the first thing begins that is YAML but not JSON: a block, single quotes, a word without quotes. */
function nonJsonOffset(document: Document): number | null {
  let offset: number | null = null
  visit(document, {
    Node(_, node: Node) {
      if (isJson(node)) return undefined
      offset = node.range?.[0] ?? null
      return visit.BREAK
    },
  })
  return offset
}

function isJson(node: Node): boolean {
  if (isCollection(node)) return (isMap(node) || isSeq(node)) && node.flow === true
  if (!isScalar(node)) return false
  return node.type === Scalar.QUOTE_DOUBLE || (node.type === Scalar.PLAIN && typeof node.value !== 'string')
}
