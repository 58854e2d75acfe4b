import { InvariantError } from '@throughline/errors'
import { isCollection, isNode, isPair } from 'yaml'

/** A part of a text: from an offset, up to another. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Where a node, or a pair of a map, begins in the text it was parsed from. */
export function startOf(node: unknown): number {
  if (isPair(node)) return startOf(node.key)
  if (isNode(node) && node.range != null) return node.range[0]
  throw new InvariantError('plan.no_place', 'A part of the plan document has no place in its text.')
}

/** Where the content of a node, or a pair, ends: without the comments and blank lines that follow it. */
export function endOf(node: unknown): number {
  if (isPair(node)) return isNode(node.value) ? endOf(node.value) : endOf(node.key)
  // The range of a block collection reaches over the comments after it; that of its last part does not.
  if (isCollection(node) && node.flow !== true && node.items.length > 0) return endOf(node.items.at(-1))
  if (isNode(node) && node.range != null) return node.range[1]
  throw new InvariantError('plan.no_place', 'A part of the plan document has no place in its text.')
}

/** Offset of the first character of the line that holds an offset. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Offset after the line in which content ends that ends at an offset; a block text ends with its own line. */
export function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset
  const newline = text.indexOf('\n', offset)
  return newline < 0 ? text.length : newline + 1
}

/** The white space at the beginning of the line that holds an offset. */
export function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? ''
}

/** How lines end in a text. */
export function newlineOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

/** The text with lines inserted after the line in which content ends that ends at an offset. */
export function withInsertedLine(text: string, after: number, lines: string): string {
  const offset = lineEnd(text, after)
  const newline = newlineOf(text)
  return text[offset - 1] === '\n'
    ? text.slice(0, offset) + lines + newline + text.slice(offset)
    : text.slice(0, offset) + newline + lines + text.slice(offset)
}

/** The text without whole lines; when the last one goes and had no newline, the one before it loses its own. */
export function withoutLines(text: string, lines: readonly Span[]): string {
  const rest = withoutSpans(text, lines)
  const goesAtEnd = lines.some(({ to }) => to === text.length) && !text.endsWith('\n')
  return goesAtEnd ? rest.replace(/\r?\n$/, '') : rest
}

/** The text without some parts, which stand in order and do not overlap. */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  let rest = text
  for (const { from, to } of spans.toReversed()) rest = rest.slice(0, from) + rest.slice(to)
  return rest
}
