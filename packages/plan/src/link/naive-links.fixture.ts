import type { Plan } from '../document/plan.ts'
import type { Selector, SelectorFields } from '../document/selector.ts'
import type { WorkItem } from '../item/work-item.ts'
import type { LinkRule } from './link.ts'

/** The contract read aloud: no index, no folding ahead, every rule and deliverable tried in turn. */
export function naiveLinks(plan: Plan, items: readonly WorkItem[]) {
  const nodes = plan.objectives.flatMap(({ id, selectors, deliverables }) => [
    ...deliverables,
    { id: `${id}.direct`, selectors },
  ])
  const claimsBySelector = (item: WorkItem, rule: LinkRule, selectors: readonly Selector[]) =>
    selectors.some((one) => {
      const own = one.keys.length > 0 ? 'key' : one.epic.length > 0 ? 'epic' : 'field'
      return own === rule && chooses(one, item, items) && !(one.not !== null && chooses(one.not, item, items))
    })
  const link = (item: WorkItem, followed: readonly string[]) => {
    const claims = RULES.flatMap((rule) =>
      nodes
        .filter((node) => {
          return rule === 'reference' ? followed.includes(node.id) : claimsBySelector(item, rule, node.selectors)
        })
        .map((node) => ({ deliverable: node.id, rule })),
    )
    return claims.filter((claim, index) => claims.findIndex((one) => one.deliverable === claim.deliverable) === index)
  }
  const found = new Map<number, ReturnType<typeof link>>()
  for (const item of items) if (item.kind === 'issue' && item.tombstone === null) found.set(item.id, link(item, []))
  for (const item of items) {
    if (item.kind !== 'pull_request' || item.tombstone !== null) continue
    const issues = items.filter((issue) => issue.kind === 'issue' && item.references.includes(issue.id))
    found.set(
      item.id,
      link(
        item,
        issues.map((issue) => found.get(issue.id)?.[0]?.deliverable ?? ''),
      ),
    )
  }
  return [...found]
    .filter(([, claims]) => claims.length > 0)
    .map(([itemId, [winner, ...conflicts]]) => ({ itemId, ...winner, conflicts }))
    .sort((one, other) => one.itemId - other.itemId)
}

const RULES: readonly LinkRule[] = ['key', 'epic', 'reference', 'field']

/** Whether the fields of a selector, its `not` left aside, choose an item; every value is compared one by one. */
export function chooses(fields: SelectorFields, item: WorkItem, items: readonly WorkItem[]): boolean {
  const lineage = [item.key]
  for (let up: WorkItem | undefined = item; up?.parent != null && !lineage.includes(up.parent); ) {
    const { parent, parentId }: WorkItem = up
    lineage.push(parent)
    up = items.find((one) => one.id === parentId)
  }
  const patterned: [readonly string[], readonly string[]][] = [
    [fields.labels, item.labels],
    [fields.components, item.components],
  ]
  const fit = patterned.every(
    ([wanted, has]) => wanted.length === 0 || wanted.some((one) => has.some((value) => fitsNaively(one, value))),
  )
  const pairs: [readonly string[], readonly (string | null)[]][] = [
    [fields.connection, [item.connection]],
    [fields.kind, [item.kind]],
    [fields.keys, [item.key]],
    [fields.epic, lineage],
    [fields.project, [item.scope]],
    [fields.repo, [item.scope]],
    [fields.types, [item.type]],
    [fields.milestone, item.milestones],
    [fields.fixVersions, item.milestones],
    [fields.statuses, [item.status]],
    [fields.assignees, [item.assignee]],
  ]
  return (
    fit &&
    pairs.every(
      ([wanted, has]) =>
        wanted.length === 0 || wanted.some((one) => has.some((value) => value?.toLowerCase() === one.toLowerCase())),
    )
  )
}

/** A pattern of these tests as a regular expression; only `c\*` takes the meaning of a wildcard away. */
function fitsNaively(pattern: string, value: string): boolean {
  const expression = pattern.replaceAll('?', '.').replaceAll(/(?<!\\)\*/g, '.*')
  return new RegExp(`^${expression}$`, 'isu').test(value.normalize('NFC'))
}
