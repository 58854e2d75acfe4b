import { type Document, isCollection, type Node, type YAMLSeq } from 'yaml'

/** Lines as the library takes a comment; each gets its own `#`, an empty one too. */
export function comment(lines: readonly string[]): string {
  return lines.map((line) => ` ${line}`.trimEnd() || ' ').join('\n')
}

/** A value with a remark at the end of its line, none for null; maps and lists stand on one line. */
export function remarked(document: Document, value: unknown, remark: string | null): Node {
  const node: Node = document.createNode(value)
  if (isCollection(node)) node.flow = true
  if (remark !== null) node.comment = comment([remark])
  return node
}

/** Puts remarks on lines above a node; none for an empty list. */
export function under(remarks: readonly string[], node: Node): Node {
  if (remarks.length > 0) node.commentBefore = comment(remarks)
  return node
}

/** A list with an empty line between its entries. */
export function spacedList(document: Document, nodes: readonly Node[]): YAMLSeq {
  const list = document.createNode([...nodes])
  for (const node of nodes.slice(1)) node.spaceBefore = true
  return list
}
