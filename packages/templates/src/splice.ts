import { isCollection, isNode, isPair, type YAMLMap, type YAMLSeq } from 'yaml'

/** A part of a text to be taken out, and what is put in its place. */
export interface Cut {
  readonly from: number
  readonly to: number
  readonly put?: string
}

/**
 * What goes when an element of a list, or a field of a map, goes: whole lines in a block, in braces or brackets also the
 * comma beside it. A field that stands on the line of its list's dash cannot go alone.
 */
export function cutOf(text: string, collection: YAMLMap | YAMLSeq, index: number): Cut {
  const item = collection.items[index]
  if (collection.flow !== true) {
    const newline = text.indexOf('\n', textSpan(item).to)
    return { from: text.lastIndexOf('\n', textSpan(item).from) + 1, to: newline < 0 ? text.length : newline + 1 }
  }
  return index > 0
    ? { from: textSpan(collection.items[index - 1]).to, to: textSpan(item).to }
    : {
        from: textSpan(item).from,
        to: textSpan(collection.items[1] ?? item)[collection.items.length > 1 ? 'from' : 'to'],
      }
}

/** The content of a node, or of a field with its name: without the comments and blank lines after it. */
export function textSpan(node: unknown): { readonly from: number; readonly to: number } {
  if (isPair(node)) return { from: textSpan(node.key).from, to: textSpan(node.value ?? node.key).to }
  if (!isNode(node) || node.range == null) {
    throw new RangeError('A part of a template has no place in its text.')
  }
  const last = isCollection(node) && node.flow !== true ? node.items.at(-1) : undefined
  return { from: node.range[0], to: last === undefined ? node.range[1] : textSpan(last).to }
}

/** The text after all cuts; what lies inside a larger cut goes with it. */
export function spliced(text: string, cuts: readonly Cut[]): string {
  const outermost = cuts.filter(
    (cut) =>
      !cuts.some(
        (other) =>
          other !== cut && other.from <= cut.from && cut.to <= other.to && other.to - other.from > cut.to - cut.from,
      ),
  )
  return outermost
    .toSorted((one, other) => other.from - one.from)
    .reduce((rest, { from, to, put = '' }) => rest.slice(0, from) + put + rest.slice(to), text)
}
