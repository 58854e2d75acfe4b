import type { Link } from './link.ts'
import type { Linker } from './linker.ts'
import type { LinkableItem } from './subject.ts'

/**
 * Links a whole portfolio: issues first, then the pull requests that may follow them. Parents and references are looked
 * up among `items` by id. One link an item at most, in ascending order of item id, whatever the order of `items`.
 */
export function linkItems(linker: Linker, items: readonly LinkableItem[]): Link[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const links = new Map<number, Link>()
  const keep = (link: Link | null) => {
    if (link !== null) links.set(link.itemId, link)
  }
  for (const item of items) if (item.kind === 'issue') keep(linker.linkIssue(item, ancestorsOf(item, byId)))
  for (const item of items) {
    if (item.kind !== 'pull_request') continue
    const referenced = item.references.flatMap((id) => {
      const issue = byId.get(id)
      return issue?.kind === 'issue' ? [{ item: issue, link: links.get(id) ?? null }] : []
    })
    keep(linker.linkPullRequest(item, referenced))
  }
  return [...links.values()].sort((one, other) => one.itemId - other.itemId)
}

/**
 * The items above one, nearest first. A cycle, which tools allow for a moment while hierarchies are rearranged, ends
 * the chain before an item would stand above itself.
 */
export function ancestorsOf<Item extends Pick<LinkableItem, 'id' | 'parentId'>>(
  item: Item,
  byId: ReadonlyMap<number, Item>,
): Item[] {
  const ancestors: Item[] = []
  const seen = new Set([item.id])
  for (let id = item.parentId; id !== null && !seen.has(id); ) {
    seen.add(id)
    const ancestor = byId.get(id)
    if (ancestor === undefined) break
    ancestors.push(ancestor)
    id = ancestor.parentId
  }
  return ancestors
}
