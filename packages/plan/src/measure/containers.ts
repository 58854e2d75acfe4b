import type { WorkItem } from '../item/work-item.ts'

/**
 * Ids of the containers among items: those with children other than sub-tasks (Jira hierarchy, GitHub sub-issues).
 * What its tool no longer shows makes nothing a container.
 */
export function containersOf(items: readonly WorkItem[]): ReadonlySet<number> {
  const containers = new Set<number>()
  for (const item of items) {
    if (item.parentId !== null && item.kind === 'issue' && !item.isSubtask && item.tombstone === null) {
      containers.add(item.parentId)
    }
  }
  return containers
}
