import type { Selector } from '../document/selector.ts'
import type { WorkItem } from '../item/work-item.ts'
import { selectorTest } from '../link/compile-selector.ts'
import { ancestorsOf } from '../link/link-items.ts'
import { SelectorIndex } from '../link/selector-index.ts'
import { subjectOf } from '../link/subject.ts'

/**
 * The items that each of several lists of selectors chooses, in ascending order of id, tombstones left out. One pass
 * over the items whatever the number of lists. Unlike links, an item may be chosen by several.
 */
export function chooseItems(
  lists: readonly (readonly Selector[])[],
  items: readonly WorkItem[],
): ReadonlyMap<readonly Selector[], readonly WorkItem[]> {
  const chosen = new Map<readonly Selector[], Set<WorkItem>>(lists.map((list) => [list, new Set()]))
  if (lists.length === 0) return new Map()
  const index = new SelectorIndex(
    lists.flatMap((list) => list.map((selector) => ({ list, test: selectorTest(selector) }))),
  )
  const byId = new Map(items.map((item) => [item.id, item]))
  for (const item of items) {
    if (item.tombstone !== null) continue
    for (const { list } of index.find(subjectOf(item, ancestorsOf(item, byId)))) chosen.get(list)?.add(item)
  }
  return new Map([...chosen].map(([list, found]) => [list, [...found].sort((one, other) => one.id - other.id)]))
}
