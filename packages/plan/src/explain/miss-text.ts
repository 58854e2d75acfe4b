import type { SelectorFields } from '../document/selector.ts'
import { exceptionWords, joined } from '../link/rule-text.ts'
import type { LinkableItem } from '../link/subject.ts'

/**
 * Says which value of a field a selector needs and what an item has instead: `label core is needed; it has api and ui`.
 * `ancestors` are the known items above it, nearest first.
 */
export function missText(
  field: keyof SelectorFields,
  wanted: readonly string[],
  item: LinkableItem,
  ancestors: readonly LinkableItem[],
): string {
  const needed = (word: string) => `${word} ${joined(wanted, 'or')} is needed`
  switch (field) {
    case 'connection':
      return `${needed('connection')}; it is in ${item.connection}`
    case 'kind':
      return item.kind === 'issue'
        ? 'a pull request is needed; it is an issue'
        : 'an issue is needed; it is a pull request'
    case 'keys':
      return `${needed('key')}; it is ${item.key}`
    case 'epic':
      return `${needed('epic')}; ${lineageText(item, ancestors)}`
    case 'project':
      return `${needed('project')}; it is in ${item.scope}`
    case 'repo':
      return `${needed('repository')}; it is in ${item.scope}`
    case 'types':
      return `${needed('type')}; it is ${item.type}`
    case 'components':
      return `${needed('component')}; ${hasText(item.components)}`
    case 'labels':
      return `${needed('label')}; ${hasText(item.labels)}`
    case 'milestone':
      return `${needed('milestone')}; ${hasText(item.milestones)}`
    case 'fixVersions':
      return `${needed('fix version')}; ${hasText(item.milestones)}`
    case 'statuses':
      return `${needed('status')}; it is ${item.status}`
    case 'assignees':
      return `${needed('assignee')}; ${hasText(item.assignee === null ? [] : [item.assignee])}`
  }
}

/** Says that an item is what a selector leaves out; `fields` are those of its `not`. */
export function exceptionMissText(fields: SelectorFields): string {
  return `the selector leaves it out: ${exceptionWords(fields)}`
}

function hasText(values: readonly string[]): string {
  return values.length === 0 ? 'it has none' : `it has ${joined(values, 'and')}`
}

function lineageText(item: LinkableItem, ancestors: readonly LinkableItem[]): string {
  const above = ancestors.map(({ key }) => key)
  const unread = (ancestors.at(-1) ?? item).parent
  if (unread !== null && !above.includes(unread) && unread !== item.key) above.push(unread)
  return above.length === 0 ? 'nothing stands above it' : `it is below ${joined(above, 'and')}`
}
