import { fold, type SelectorFields } from '../document/selector.ts'
import type { WorkItem } from '../item/work-item.ts'

/** The part of a work item that linking looks at. */
export type LinkableItem = Pick<
  WorkItem,
  | 'id'
  | 'connection'
  | 'scope'
  | 'key'
  | 'kind'
  | 'type'
  | 'title'
  | 'status'
  | 'parentId'
  | 'parent'
  | 'labels'
  | 'components'
  | 'milestones'
  | 'assignee'
  | 'references'
  | 'tombstone'
>

/**
 * An item as selectors see it: its values by the field that they are compared with, folded, so that they compare without
 * regard to case. `epic` has the item's own key, then those above it, nearest first; with the last one's parent when only
 * its key is known.
 */
export type Subject = Readonly<Record<keyof SelectorFields, readonly string[]>>

/**
 * Folds an item for comparison. `ancestors` are the items above it that the hub knows, nearest first; the parent of the
 * highest may lie in a scope nobody reads, and then counts by its key.
 */
export function subjectOf(item: LinkableItem, ancestors: readonly LinkableItem[]): Subject {
  const keys = [fold(item.key)]
  const scope = [fold(item.scope)]
  const milestones = item.milestones.map(fold)
  const lineage = [...keys, ...ancestors.map((ancestor) => fold(ancestor.key))]
  const unreadParent = (ancestors.at(-1) ?? item).parent
  if (unreadParent !== null) lineage.push(fold(unreadParent))
  return {
    connection: [fold(item.connection)],
    kind: [item.kind],
    keys,
    epic: lineage,
    project: scope,
    repo: scope,
    types: [fold(item.type)],
    components: item.components.map(fold),
    labels: item.labels.map(fold),
    milestone: milestones,
    fixVersions: milestones,
    statuses: [fold(item.status)],
    assignees: item.assignee === null ? [] : [fold(item.assignee)],
  }
}
