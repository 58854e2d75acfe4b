import { ConflictError } from '@throughline/errors'
import { isNode, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import {
  endOf,
  lineEnd,
  lineIndent,
  lineStart,
  newlineOf,
  type Span,
  startOf,
  withInsertedLine,
  withoutLines,
  withoutSpans,
} from './text-splice.ts'

/** Writes a selector, given as flow text, at the end of the `links` of a map; returns the whole new text. */
export function insertLink(text: string, map: YAMLMap, written: string): string {
  const links = linksOf(map)
  if (links === null) return map.flow === true ? newFlowLinks(text, map, written) : newBlockLinks(text, map, written)
  const { seq } = links
  const last = seq.items.at(-1)
  if (seq.flow !== true) {
    const column = startOf(seq) - lineStart(text, startOf(seq))
    return withInsertedLine(text, endOf(last), `${' '.repeat(column)}- ${written}`)
  }
  if (last !== undefined) return insertAt(text, endOf(last), `${separator(text, seq)}${written}`)
  // The space tells a list that was there, and stays when it is emptied, from one that came with its only link.
  const space = map.flow === true ? ' ' : ''
  return insertAt(text, startOf(seq) + 1, `${space}${written}`)
}

/** Takes the link at an index out of the `links` of a map; returns the whole new text. */
export function removeLinkAt(text: string, map: YAMLMap, index: number): string {
  const links = linksOf(map)
  if (links === null) throw notPlain()
  const { seq } = links
  if (seq.flow === true) return removeFromFlow(text, map, links, index)
  const dash = index === 0 ? startOf(seq) : text.lastIndexOf('-', startOf(seq.items[index]) - 1)
  const item = { from: lineStart(text, dash), to: lineEnd(text, endOf(seq.items[index])) }
  if (text.slice(item.from, dash).trim() !== '') throw notPlain()
  return seq.items.length > 1 ? withoutLines(text, [item]) : emptyBlock(text, links, item)
}

interface Links {
  readonly pair: Pair
  readonly seq: YAMLSeq
}

function linksOf(map: YAMLMap): Links | null {
  const pair = map.items.find(({ key }) => isNode(key) && key.toJSON() === 'links')
  if (pair === undefined) return null
  if (!isSeq(pair.value)) throw notPlain()
  return { pair, seq: pair.value }
}

/** An objective's own links stand before its deliverables, where a reader sees them; any other list comes last. */
function newBlockLinks(text: string, map: YAMLMap, written: string): string {
  const next = map.items.findIndex(({ key }) => isNode(key) && key.toJSON() === 'deliverables')
  const before = next > 0 ? map.items[next - 1] : map.items.at(-1)
  const column = startOf(map) - lineStart(text, startOf(map))
  const indent = ' '.repeat(column)
  return withInsertedLine(text, endOf(before), `${indent}links:${newlineOf(text)}${indent}  - ${written}`)
}

function newFlowLinks(text: string, map: YAMLMap, written: string): string {
  const name = text.startsWith('"', startOf(map.items[0])) ? '"links"' : 'links'
  return insertAt(text, endOf(map.items.at(-1)), `${separator(text, map)}${name}: [${written}]`)
}

function removeFromFlow(text: string, map: YAMLMap, { pair, seq }: Links, index: number): string {
  const item = seq.items[index]
  if (seq.items.length === 1) {
    const hugs = startOf(seq) + 1 === startOf(item)
    const whole = map.flow === true && hugs ? elementSpan(text, map.items, map.items.indexOf(pair)) : null
    return withoutSpans(text, [whole ?? { from: startOf(seq) + 1, to: endOf(item) }])
  }
  const span = elementSpan(text, seq.items, index)
  if (span !== null) return withoutSpans(text, [span])
  // A comment stands beside the comma. Before another item the comma goes; a last one may stay, YAML allows it.
  const isLast = index === seq.items.length - 1
  const comma = text.indexOf(',', endOf(item))
  return withoutSpans(text, [{ from: startOf(item), to: isLast ? endOf(item) : comma + 1 }])
}

/** An element of a flow collection with the comma that goes with it; null where a comment would go too. */
function elementSpan(text: string, items: readonly unknown[], index: number): Span | null {
  const item = items[index]
  const isLast = index === items.length - 1
  const span =
    isLast && index > 0
      ? { from: endOf(items[index - 1]), to: endOf(item) }
      : { from: startOf(item), to: isLast ? endOf(item) : startOf(items[index + 1]) }
  const around = text.slice(span.from, startOf(item)) + text.slice(endOf(item), span.to)
  return around.includes('#') ? null : span
}

/** Takes the only link out of a block list, and the list with it unless a comment or a dash shares its line. */
function emptyBlock(text: string, { pair }: Links, item: Span): string {
  const key = { from: lineStart(text, startOf(pair.key)), to: lineEnd(text, endOf(pair.key)) }
  const colon = text.indexOf(':', endOf(pair.key))
  const isAlone = text.slice(key.from, startOf(pair.key)).trim() === '' && text.slice(colon + 1, key.to).trim() === ''
  if (isAlone) return withoutLines(text, key.to === item.from ? [{ from: key.from, to: item.to }] : [key, item])
  return insertAt(withoutLines(text, [item]), colon + 1, ' []')
}

function separator(text: string, collection: YAMLMap | YAMLSeq): string {
  const first = startOf(collection.items[0])
  const isOnOwnLine = text.slice(startOf(collection), first).includes('\n')
  return isOnOwnLine ? `,${newlineOf(text)}${lineIndent(text, first)}` : ', '
}

function insertAt(text: string, offset: number, inserted: string): string {
  return text.slice(0, offset) + inserted + text.slice(offset)
}

function notPlain(): ConflictError {
  const message = 'The links are written with aliases or in an unusual layout; edit the document by hand and apply it.'
  return new ConflictError('plan.links_not_editable', message)
}
