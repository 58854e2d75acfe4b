import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../document/plan.ts'
import type { Selector, SelectorFields, SelectorInput } from '../document/selector.ts'
import type { WorkItem } from '../item/work-item.ts'
import { shuffled, smallPlan, workItem } from '../measure/random-portfolio.fixture.ts'
import type { LinkRule } from './link.ts'
import { linkItems } from './link-items.ts'
import { compileLinker } from './linker.ts'

const COUNT = 14
const keyOf = (index: number) => (index % 3 === 0 ? `clinic/ehr#${index}` : `EHR-${index}`)
const some = <Value>(...values: Value[]) => fc.subarray(values, { minLength: 1 })
const anyKeys = fc.uniqueArray(fc.nat(COUNT - 1).map(keyOf), { minLength: 1, maxLength: 3 })

const fields = {
  connection: some('jira', 'GITHUB'),
  kind: some<'issue' | 'pull_request'>('issue', 'pull_request'),
  keys: anyKeys.map((keys) => keys.map((key) => key.toLowerCase())),
  epic: anyKeys,
  project: some('ehr', 'ops'),
  repo: fc.constant('clinic/ehr'),
  types: some('story', 'Bug'),
  labels: some('a', 'B', 'c', 'team*', '*/?', 'Team/É*', 'c\\*'),
  components: some('api', '*i', 'a?i*'),
  milestone: fc.constant('V1'),
  fixVersions: some('v1', 'v2'),
  statuses: fc.constant('open'),
  assignees: some('ada'),
}
const notEmpty = (choice: object) => Object.keys(choice).length > 0
const anySelector: fc.Arbitrary<SelectorInput> = fc
  .record({ ...fields, not: fc.record(fields, { requiredKeys: [] }).filter(notEmpty) }, { requiredKeys: [] })
  // Selectors of many fields choose hardly anything: keep two or three.
  .chain((choice) =>
    fc
      .shuffledSubarray(Object.entries(choice), { minLength: 1, maxLength: Math.min(3, Object.keys(choice).length) })
      .map(Object.fromEntries),
  )
  .filter(notEmpty)

const anyLinks = fc.array(anySelector, { maxLength: 3 })
const anyPlan: fc.Arbitrary<Plan> = fc
  .array(fc.record({ links: anyLinks, deliverables: fc.array(anyLinks, { maxLength: 3 }) }), { maxLength: 3 })
  .map((objectives) =>
    smallPlan({
      objectives: objectives.map(({ links, deliverables }, index) => ({
        id: `o${index}`,
        title: 'O',
        links,
        deliverables: deliverables.map((own, place) => ({ id: `o${index}-d${place}`, title: 'D', links: own })),
      })),
    }),
  )

const anyItem = (index: number) =>
  fc
    .record({
      parent: fc.option(fc.nat(COUNT - 1), { freq: 2 }),
      isPull: fc.boolean(),
      isGone: fc.nat(9).map((number) => number === 0),
      type: fc.constantFrom('Story', 'bug', 'Epic'),
      labels: fc.subarray(['A', 'b', 'c', 'c*', 'team/e\u0301 x', 'Teams/a']),
      components: fc.subarray(['API', 'ui', 'a/i b']),
      milestones: fc.subarray(['v1', 'V2']),
      assignee: fc.constantFrom(null, 'Ada', 'Bob'),
      status: fc.constantFrom('Open', 'Closed'),
      references: fc.uniqueArray(fc.nat(COUNT), { maxLength: 3 }),
    })
    .map(({ parent, isPull, isGone, references, ...given }) => {
      const isGitHub = index % 3 === 0
      const kind = isGitHub && isPull ? 'pull_request' : 'issue'
      return workItem({
        ...given,
        id: index,
        key: keyOf(index),
        kind,
        connection: isGitHub ? 'github' : 'jira',
        scope: isGitHub ? 'clinic/ehr' : index % 2 === 0 ? 'EHR' : 'OPS',
        parentId: kind === 'issue' ? parent : null,
        parent: kind === 'issue' && parent !== null ? keyOf(parent) : null,
        references: kind === 'pull_request' ? references : [],
        tombstone: isGone ? { kind: 'deleted', at: 0, movedTo: null } : null,
      })
    })

const anyItems = fc.tuple(...Array.from({ length: COUNT }, (_, index) => anyItem(index)))

const RULES: readonly LinkRule[] = ['key', 'epic', 'reference', 'field']

/** The contract read aloud: no index, no folding ahead, every rule and deliverable tried in turn. */
function naiveLinks(plan: Plan, items: readonly WorkItem[]) {
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

function chooses(fields: SelectorFields, item: WorkItem, items: readonly WorkItem[]): boolean {
  const lineage = [item.key]
  for (let up: WorkItem | undefined = item; up?.parentId != null; ) {
    const id: number = up.parentId
    up = items.find((one) => one.id === id)
    if (up === undefined || lineage.includes(up.key)) break
    lineage.push(up.key)
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

describe('linkItems', () => {
  it('agrees with a naive reading of the precedence, conflicts included', () => {
    fc.assert(
      fc.property(anyPlan, anyItems, (plan, items) => {
        const links = linkItems(compileLinker(plan), items)
        const withoutWords = links.map(({ itemId, deliverable, rule, conflicts }) => ({
          ...{ itemId, deliverable, rule },
          conflicts: conflicts.map((lost) => ({ deliverable: lost.deliverable, rule: lost.rule })),
        }))
        expect(withoutWords).toEqual(naiveLinks(plan, items))
      }),
      { numRuns: 500 },
    )
  })

  it('gives the same links, texts included, whatever the order of the items', () => {
    fc.assert(
      fc.property(anyPlan, anyItems, fc.nat(1000), (plan, items, seed) => {
        const linker = compileLinker(plan)
        expect(linkItems(linker, shuffled(items, seed))).toEqual(linkItems(linker, items))
      }),
    )
  })

  it('links an item to one deliverable at most, explains it, and never in conflict with itself', () => {
    fc.assert(
      fc.property(anyPlan, anyItems, (plan, items) => {
        const links = linkItems(compileLinker(plan), items)
        expect(new Set(links.map(({ itemId }) => itemId)).size).toBe(links.length)
        for (const { deliverable, detail, conflicts } of links) {
          expect(detail).not.toBe('')
          expect(conflicts.map((lost) => lost.deliverable)).not.toContain(deliverable)
          expect(conflicts.map((lost) => lost.detail)).not.toContain('')
        }
      }),
    )
  })
})
