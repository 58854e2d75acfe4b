import type { WorkItem } from '../item/work-item.ts'
import { containersOf } from './containers.ts'

/** A linked item, and whether it counts as work of its deliverable. */
export interface Accounted {
  readonly item: WorkItem
  /** Why it does not count, as a sentence; null when it does. */
  readonly whyNot: string | null
}

/** The items linked to one deliverable that count: see {@link accountFor}. */
export function countedItems(linked: readonly WorkItem[]): WorkItem[] {
  return accountFor(linked).flatMap(({ item, whyNot }) => (whyNot === null ? [item] : []))
}

/**
 * Says of each item linked to one deliverable whether it counts, in the order given: issues do, less sub-tasks whose
 * parent is linked here too, less containers with a child (other than a sub-task) linked here too, so that no work is
 * counted twice. Pull requests are evidence beside issues, and count where no issue is linked. Tombstones never count.
 *
 * @param linked all items linked to the deliverable.
 */
export function accountFor(linked: readonly WorkItem[]): Accounted[] {
  const present = linked.filter((item) => item.tombstone === null)
  const issues = new Map(present.filter((item) => item.kind === 'issue').map((item) => [item.id, item]))
  const containers = containersOf(present)
  return linked.map((item) => ({ item, whyNot: whyNotCounted(item, issues, containers) }))
}

function whyNotCounted(
  item: WorkItem,
  issues: ReadonlyMap<number, WorkItem>,
  containers: ReadonlySet<number>,
): string | null {
  if (item.tombstone !== null) return `Its tool no longer shows it (${item.tombstone.kind}).`
  if (item.kind === 'pull_request') {
    return issues.size === 0 ? null : 'A pull request beside issues is evidence, not work of its own.'
  }
  const parent = item.parentId === null ? undefined : issues.get(item.parentId)
  if (item.isSubtask && parent !== undefined) return `It is a sub-task of ${parent.key}, which stands for it here.`
  return containers.has(item.id) ? 'It contains other items that are linked here and stand for it.' : null
}
