import { fold } from '../document/selector.ts'
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

/** An item as selectors see it: every text folded, so that values compare without regard to case. */
export interface Subject {
  readonly connection: string
  readonly kind: string
  readonly key: string
  readonly scope: string
  readonly type: string
  readonly status: string
  readonly assignee: string | null
  readonly labels: readonly string[]
  readonly components: readonly string[]
  readonly milestones: readonly string[]
  /** The item's own key, then those above it, nearest first; with the last one's parent when only its key is known. */
  readonly lineage: readonly string[]
}

/**
 * Folds an item for comparison. `ancestors` are the items above it that the hub knows, nearest first; the parent of the
 * highest may lie in a scope nobody reads, and then counts by its key.
 */
export function subjectOf(item: LinkableItem, ancestors: readonly LinkableItem[]): Subject {
  const key = fold(item.key)
  const lineage = [key, ...ancestors.map((ancestor) => fold(ancestor.key))]
  const unreadParent = (ancestors.at(-1) ?? item).parent
  if (unreadParent !== null) lineage.push(fold(unreadParent))
  return {
    connection: fold(item.connection),
    kind: item.kind,
    key,
    scope: fold(item.scope),
    type: fold(item.type),
    status: fold(item.status),
    assignee: item.assignee === null ? null : fold(item.assignee),
    labels: item.labels.map(fold),
    components: item.components.map(fold),
    milestones: item.milestones.map(fold),
    lineage,
  }
}
