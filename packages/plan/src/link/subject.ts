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
  const scope = VALUES.project(item, ancestors)
  const milestones = VALUES.milestone(item, ancestors)
  return {
    connection: VALUES.connection(item, ancestors),
    kind: VALUES.kind(item, ancestors),
    keys: VALUES.keys(item, ancestors),
    epic: VALUES.epic(item, ancestors),
    project: scope,
    repo: scope,
    types: VALUES.types(item, ancestors),
    components: VALUES.components(item, ancestors),
    labels: VALUES.labels(item, ancestors),
    milestone: milestones,
    fixVersions: milestones,
    statuses: VALUES.statuses(item, ancestors),
    assignees: VALUES.assignees(item, ancestors),
  }
}

/** One field of {@link subjectOf}, for who looks at few. */
export function foldedValues(
  item: LinkableItem,
  ancestors: readonly LinkableItem[],
  field: keyof SelectorFields,
): readonly string[] {
  return VALUES[field](item, ancestors)
}

type ValuesOf = (item: LinkableItem, ancestors: readonly LinkableItem[]) => readonly string[]

const scopeOf: ValuesOf = ({ scope }) => [fold(scope)]
const milestonesOf: ValuesOf = ({ milestones }) => milestones.map(fold)

const VALUES: Readonly<Record<keyof SelectorFields, ValuesOf>> = {
  connection: ({ connection }) => [fold(connection)],
  kind: ({ kind }) => [kind],
  keys: ({ key }) => [fold(key)],
  epic: lineageOf,
  project: scopeOf,
  repo: scopeOf,
  types: ({ type }) => [fold(type)],
  components: ({ components }) => components.map(fold),
  labels: ({ labels }) => labels.map(fold),
  milestone: milestonesOf,
  fixVersions: milestonesOf,
  statuses: ({ status }) => [fold(status)],
  assignees: ({ assignee }) => (assignee === null ? [] : [fold(assignee)]),
}

function lineageOf(item: LinkableItem, ancestors: readonly LinkableItem[]): string[] {
  const lineage = [fold(item.key), ...ancestors.map((ancestor) => fold(ancestor.key))]
  const unreadParent = (ancestors.at(-1) ?? item).parent
  if (unreadParent !== null) lineage.push(fold(unreadParent))
  return lineage
}
