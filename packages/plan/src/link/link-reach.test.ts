import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan, PlanDocument } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { SelectorInput } from '../document/selector.ts'
import type { WorkItem } from '../item/work-item.ts'
import { shuffled, smallPlan } from '../measure/random-portfolio.fixture.ts'
import { compileSelector } from './compile-selector.ts'
import type { Link } from './link.ts'
import { ancestorsOf, linkItems } from './link-items.ts'
import { linkReach } from './link-reach.ts'
import { compileLinker } from './linker.ts'
import { outOfOrder } from './out-of-order.ts'
import { anyItems, anyPlan } from './random-links.fixture.ts'

const planWith = (...links: readonly (readonly [string, ...SelectorInput[]])[]) =>
  smallPlan({
    objectives: [
      {
        id: 'o',
        title: 'O',
        deliverables: links.map(([id, ...selectors]) => ({ id, title: id, links: selectors })),
      },
    ],
  })

/** A later version of a plan: what its objectives and deliverables hold is kept, lost, moved or taken from the other. */
const anyChange = (before: Plan): fc.Arbitrary<Plan> =>
  fc
    .record({ other: anyPlan, seed: fc.nat(1_000), keeps: fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }) })
    .map(({ other, seed, keeps }) => {
      let step = 0
      const draw = () => keeps[step++ % keeps.length] ?? 0
      const lists = (own: Plan['objectives'][number]['selectors'], more: typeof own) =>
        [own, own.toReversed(), [...own, ...more], more][draw()] ?? []
      const objectives = before.objectives.map((objective, index) => {
        const counterpart = other.objectives[index]
        return {
          ...objective,
          selectors: lists(objective.selectors, counterpart?.selectors ?? []),
          deliverables: shuffled(objective.deliverables, draw() === 0 ? seed : 0)
            .filter(() => draw() < 3)
            .map((deliverable, place) => ({
              ...deliverable,
              selectors: lists(deliverable.selectors, counterpart?.deliverables[place]?.selectors ?? []),
            })),
        }
      })
      return { ...before, objectives: draw() === 0 ? shuffled(objectives, seed) : objectives }
    })

/** Ids of the items that a change can reach, by the words of {@link linkReach} alone. */
function reached(before: Plan, after: Plan, items: readonly WorkItem[], links: readonly Link[]): Set<number> {
  const { selectors, moved } = linkReach(before, after)
  const byId = new Map(items.map((item) => [item.id, item]))
  const tests = selectors.map(compileSelector)
  const ids = new Set(
    items.filter((item) => tests.some((test) => test(item, ancestorsOf(item, byId)))).map(({ id }) => id),
  )
  for (const { itemId, deliverable, conflicts } of links) {
    const claimants = [deliverable, ...conflicts.map((lost) => lost.deliverable)]
    if (conflicts.length > 0 && claimants.some((id) => moved.includes(id))) ids.add(itemId)
  }
  for (const { id, references } of items) if (references.some((issue) => ids.has(issue))) ids.add(id)
  return ids
}

describe('linkReach', () => {
  it('reaches every item whose link differs after a change of the plan', () => {
    const pairs = anyPlan.chain((before) => fc.tuple(fc.constant(before), fc.oneof(anyChange(before), anyPlan)))
    let changed = 0
    let spared = 0
    fc.assert(
      fc.property(pairs, anyItems, ([before, after], items) => {
        const was = new Map(linkItems(compileLinker(before), items).map((link) => [link.itemId, link]))
        const is = new Map(linkItems(compileLinker(after), items).map((link) => [link.itemId, link]))
        const ids = reached(before, after, items, [...was.values()])
        const unreached = items.filter(({ id }) => !ids.has(id))
        expect(unreached.map(({ id }) => is.get(id))).toEqual(unreached.map(({ id }) => was.get(id)))
        changed += items.filter(({ id }) => JSON.stringify(is.get(id)) !== JSON.stringify(was.get(id))).length
        spared += unreached.length
      }),
      { numRuns: 1_000 },
    )
    expect(changed).toBeGreaterThan(1_000)
    expect(spared).toBeGreaterThan(1_000)
  })

  it('is empty for a change that says nothing about links', () => {
    const before = planWith(['a', { epic: 'EHR-1' }], ['b', { labels: 'x' }])
    const after = { ...before, title: 'Another', timeZone: 'Europe/Berlin' }
    expect(linkReach(before, after)).toEqual({ selectors: [], moved: [] })
    const inserted = planWith(['a', { epic: 'EHR-1' }], ['new'], ['b', { labels: 'x' }])
    expect(linkReach(before, inserted)).toEqual({ selectors: [], moved: [] })
  })

  it('holds the selectors that came or went, and a deliverable that moved past others', () => {
    const before = planWith(['a', { epic: 'EHR-1' }], ['b', { labels: 'x' }], ['c', { labels: 'y' }])
    const after = planWith(['c', { labels: 'y' }], ['a', { epic: 'EHR-1' }, { keys: 'EHR-7' }], ['b', { labels: 'X' }])
    const { selectors, moved } = linkReach(before, after)
    expect(selectors.map(({ keys, labels }) => [...keys, ...labels])).toEqual([['EHR-7'], ['x'], ['X']])
    expect(moved).toEqual(['c'])
  })

  it('holds a selector that explains a link no longer, because another stands before it', () => {
    const before = planWith(['a', { labels: 'x' }, { labels: 'y' }, { labels: 'z' }])
    const after = planWith(['a', { labels: 'z' }, { labels: 'x' }, { labels: 'y' }])
    expect(linkReach(before, after).selectors.map(({ labels }) => labels)).toEqual([['z']])
  })

  it('takes an objective’s own links for a deliverable that stands after the others', () => {
    const document = (links: SelectorInput[]): Partial<PlanDocument> => ({
      objectives: [{ id: 'o', title: 'O', links, deliverables: [{ id: 'a', title: 'A', links: [{ labels: 'x' }] }] }],
    })
    const reach = linkReach(smallPlan(document([{ epic: 'EHR-1' }])), smallPlan(document([])))
    expect(reach).toMatchObject({ selectors: [{ epic: ['EHR-1'] }], moved: [] })
    expect(planNodes(smallPlan(document([])))[0]?.deliverables.map(({ id }) => id)).toEqual(['a'])
  })
})

describe('outOfOrder', () => {
  it('names as few as possible, and the others keep their order', () => {
    const names = fc.uniqueArray(fc.constantFrom(...'abcdefg'), { maxLength: 7 })
    fc.assert(
      fc.property(names, names, (before, after) => {
        const moved = outOfOrder(before, after)
        const rest = (list: readonly string[], others: readonly string[]) =>
          list.filter((name) => others.includes(name) && !moved.includes(name))
        expect(rest(after, before)).toEqual(rest(before, after))
        const shared = after.filter((name) => before.includes(name))
        const fewer = subsets(shared).filter((some) => some.length < moved.length)
        for (const some of fewer) {
          const kept = shared.filter((name) => !some.includes(name))
          expect(kept).not.toEqual(before.filter((name) => kept.includes(name)))
        }
      }),
    )
  })
})

function subsets(names: readonly string[]): string[][] {
  return Array.from({ length: 2 ** names.length }, (_, bits) =>
    names.filter((_name, index) => (bits >> index) % 2 === 1),
  )
}
