/**
 * A rich-text value as version 3 of the API gives it: text becomes a document in Atlassian Document Format with one
 * paragraph for every block of lines; a document stays as it is.
 */
export function wireDocument(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null
  const blocks = value.split(/\n{2,}/).filter((block) => block.trim() !== '')
  return {
    type: 'doc',
    version: 1,
    content: blocks.map((block) => ({ type: 'paragraph', content: [{ type: 'text', text: block }] })),
  }
}

/** The same value as version 2 gives it: the text of a document, its blocks apart. */
export function wireText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null ? blocksOf(value).join('\n\n') : null
}

function blocksOf(node: object): readonly string[] {
  const { content } = node as { content?: readonly object[] }
  const parts = content ?? []
  if (parts.some((part) => 'text' in part)) return [parts.map((part) => ('text' in part ? part.text : '')).join('')]
  return parts.flatMap(blocksOf)
}
