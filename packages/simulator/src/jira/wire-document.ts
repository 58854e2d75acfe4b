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
