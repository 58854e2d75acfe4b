import { fold, type Selector, type SelectorFields } from '../document/selector.ts'
import type { LinkRule } from './link.ts'
import type { LinkableItem } from './subject.ts'

/** Which rule a selector links by: that of its strongest field. */
export function selectorRule(selector: SelectorFields): LinkRule {
  if (selector.keys.length > 0) return 'key'
  return selector.epic.length > 0 ? 'epic' : 'field'
}

/**
 * Says in a manager's words why a selector chose an item: `named by key OPS-77`, `below epic EHR-12 “Core rollout”`,
 * `project EHR, label core, type Story or Bug`. The selector must have chosen the item.
 */
export function selectorText(selector: Selector, item: LinkableItem, ancestors: readonly LinkableItem[]): string {
  const parts: string[] = []
  if (selector.keys.length > 0) parts.push(`named by key ${item.key}`)
  if (selector.epic.length > 0) parts.push(epicText(new Set(selector.epic.map(fold)), item, ancestors))
  parts.push(...(parts.length === 0 ? fieldTexts(selector) : fieldTexts({ ...selector, connection: [] })))
  if (parts.length === 0) parts.push('any item')
  if (selector.not !== null) parts.push(exceptionText(selector.not))
  return parts.join(', ')
}

/** Says which issues made a pull request follow them; `keys` are theirs, at least one. */
export function referenceText(keys: readonly string[]): string {
  return `pull request names ${joined(keys, 'and')}`
}

/** Says in a manager's words what a selector chooses: `epic EHR-12`, `project EHR, label core, but not type Bug`. */
export function describeSelector(selector: Selector): string {
  const { keys, epic, connection } = selector
  const parts = [
    ...(keys.length > 0 ? [`key ${joined(keys, 'or')}`] : []),
    ...(epic.length > 0 ? [`epic ${joined(epic, 'or')}`] : []),
    ...fieldTexts({ ...selector, connection: [] }),
    ...(connection.length > 0 ? [`connection ${joined(connection, 'or')}`] : []),
  ]
  if (parts.length === 0) parts.push('any item')
  if (selector.not !== null) parts.push(exceptionText(selector.not))
  return parts.join(', ')
}

function epicText(epics: ReadonlySet<string>, item: LinkableItem, ancestors: readonly LinkableItem[]): string {
  if (epics.has(fold(item.key))) return `epic ${item.key} itself`
  const above = ancestors.find((ancestor) => epics.has(fold(ancestor.key)))
  if (above !== undefined) return `below epic ${above.key} “${above.title}”`
  // Only the key of the highest item's parent is known: it lies in a scope that nobody reads.
  return `below epic ${(ancestors.at(-1) ?? item).parent}`
}

/** The fields that are said as a word and its values, in the order in which a sentence reads well. */
const WORDS = [
  ['project', 'project'],
  ['repo', 'repository'],
  ['labels', 'label'],
  ['components', 'component'],
  ['types', 'type'],
  ['milestone', 'milestone'],
  ['fixVersions', 'fix version'],
  ['statuses', 'status'],
  ['assignees', 'assignee'],
] as const satisfies readonly (readonly [keyof SelectorFields, string])[]

/** One text a field, apart from keys and epics. The connection is said only where nothing else is. */
function fieldTexts(fields: SelectorFields): string[] {
  const texts = WORDS.filter(([field]) => fields[field].length > 0).map(
    ([field, word]) => `${word} ${joined(fields[field], 'or')}`,
  )
  const kinds = new Set(fields.kind)
  if (kinds.size === 1) texts.push(kinds.has('issue') ? 'issues only' : 'pull requests only')
  if (texts.length === 0 && fields.connection.length > 0) {
    texts.push(`connection ${joined(fields.connection, 'or')}`)
  }
  return texts
}

function exceptionText(fields: SelectorFields): string {
  return `but not ${exceptionWords(fields)}`
}

/** Says what a selector leaves out: `label keep-lights-on with type Bug`. */
export function exceptionWords(fields: SelectorFields): string {
  const texts: string[] = []
  if (fields.keys.length > 0) texts.push(`key ${joined(fields.keys, 'or')}`)
  if (fields.epic.length > 0) texts.push(`below epic ${joined(fields.epic, 'or')}`)
  texts.push(...fieldTexts(fields))
  return texts.length === 0 ? 'any item' : texts.join(' with ')
}

/** More values than this are counted, not listed: the text has to fit beside an item. */
const LISTED_MAX = 5

/** Values as a sentence lists them: the first few, and how many more there are. */
export function joined(values: readonly string[], word: 'and' | 'or'): string {
  if (values.length > LISTED_MAX) {
    return `${values.slice(0, LISTED_MAX).join(', ')} ${word} ${values.length - LISTED_MAX} more`
  }
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ${word} ${values.at(-1)}`
}
