import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanDocument } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { SelectorInput } from '../document/selector.ts'
import type { WorkItem } from '../item/work-item.ts'
import { ancestorsOf, linkItems } from '../link/link-items.ts'
import { compileLinker } from '../link/linker.ts'
import { chooses, naiveLinks } from '../link/naive-links.fixture.ts'
import { anyItems, anyPlan } from '../link/random-links.fixture.ts'
import { describeSelector } from '../link/rule-text.ts'
import { smallPlan, workItem } from '../measure/random-portfolio.fixture.ts'
import { explainLink } from './explain-link.ts'

type ParsedPlan = ReturnType<typeof smallPlan>

/** Explains one of the items in a plan, as the hub does. */
function explain(plan: ParsedPlan, item: WorkItem, items: readonly WorkItem[]) {
  const byId = new Map(items.map((each) => [each.id, each]))
  const links = new Map(linkItems(compileLinker(plan), items).map((link) => [link.itemId, link]))
  return explainLink(plan, item, {
    ancestors: item.kind === 'issue' ? ancestorsOf(item, byId) : [],
    referenced: item.references.flatMap((id) => {
      const issue = byId.get(id)
      return issue?.kind === 'issue' ? [{ item: issue, link: links.get(id) ?? null }] : []
    }),
  })
}

function planWith(links: Readonly<Record<string, SelectorInput[]>>): ParsedPlan {
  const deliverables = Object.entries(links).map(([id, selectors]) => ({ id, title: id, links: selectors }))
  const objectives: PlanDocument['objectives'] = [{ id: 'records', title: 'One record', deliverables }]
  return smallPlan({ objectives })
}

const epic = workItem({ key: 'EHR-12', type: 'Epic', title: 'Core rollout' })
const story = workItem({ key: 'EHR-20', parentId: epic.id, parent: epic.key, labels: ['core'] })
const pull = workItem({ key: 'clinic/ehr#7', kind: 'pull_request', scope: 'clinic/ehr', references: [story.id] })

describe('explainLink', () => {
  it('lists every claim in order of precedence and says what beat each', () => {
    const plan = planWith({
      a: [{ project: 'EHR' }, { labels: 'core' }],
      b: [{ epic: 'EHR-12' }, { types: 'Story' }],
      c: [{ connection: 'jira' }, { epic: 'EHR-12', labels: 'core' }],
    })
    const { claims, link, verdict } = explain(plan, story, [epic, story])
    expect(link).toEqual({ deliverable: 'b', rule: 'epic', detail: 'below epic EHR-12 “Core rollout”' })
    expect(verdict).toBe('Linked to b: below epic EHR-12 “Core rollout”. 2 other deliverables name it too and lost.')
    expect(
      claims.map(({ deliverable, rule, selector, position, won }) => [deliverable, rule, selector, position, won]),
    ).toEqual([
      ['b', 'epic', 'epic EHR-12', 2, true],
      ['c', 'epic', 'epic EHR-12, label core', 3, false],
      ['a', 'field', 'project EHR', 1, false],
      ['a', 'field', 'label core', 1, false],
      ['b', 'field', 'type Story', 2, false],
      ['c', 'field', 'connection jira', 3, false],
    ])
    expect(claims.map(({ whyNot }) => whyNot)).toEqual([
      null,
      'b names it by an epic too, and stands earlier in the plan: place 2, before 3.',
      'b names it by an epic, which beats its fields.',
      'b names it by an epic, which beats its fields.',
      'The same deliverable names it by an epic, which beats its fields.',
      'b names it by an epic, which beats its fields.',
    ])
  })

  it('says which issues a pull request follows, and which lead nowhere', () => {
    const gone = workItem({ key: 'EHR-30', labels: ['core'], tombstone: { kind: 'deleted', at: 0, movedTo: null } })
    const loose = workItem({ key: 'EHR-31' })
    const busy = { ...pull, references: [story.id, gone.id, loose.id] }
    const { claims, references } = explain(planWith({ a: [{ labels: 'core' }] }), busy, [
      epic,
      story,
      gone,
      loose,
      busy,
    ])
    expect(claims).toMatchObject([
      { rule: 'reference', selector: null, detail: 'pull request names EHR-20', won: true },
    ])
    expect(references.map(({ key, link, isGone }) => [key, link?.deliverable ?? null, isGone])).toEqual([
      ['EHR-20', 'a', false],
      ['EHR-30', null, true],
      ['EHR-31', null, false],
    ])
  })

  it('says of what is linked to nothing what would have to be true, the nearest first', () => {
    const plan = planWith({
      far: [{ project: 'OPS', labels: 'x', types: 'Bug' }],
      near: [{ project: 'EHR', labels: ['x', 'y'] }],
      except: [{ project: 'EHR', types: 'Story', not: { labels: 'core' } }],
      above: [{ epic: 'EHR-99' }],
    })
    const { link, nearMisses, verdict } = explain(plan, story, [epic, story])
    expect(link).toBeNull()
    expect(nearMisses.map(({ deliverable, failed }) => [deliverable, ...failed.map(({ text }) => text)])).toEqual([
      ['except', 'the selector leaves it out: label core'],
      ['near', 'label x or y is needed; it has core'],
      ['above', 'epic EHR-99 is needed; it is below EHR-12'],
    ])
    expect(verdict).toBe(
      'Linked to nothing: none of the plan’s 4 selectors chooses it. The nearest is except with project EHR, type Story, but not label core: the selector leaves it out: label core. A deliverable can always name it by its key.',
    )
  })

  it('says that a tombstone is gone, and where it went', () => {
    const moved = { ...story, tombstone: { kind: 'moved', at: 0, movedTo: 'OPS-4' } as const }
    expect(explain(planWith({ a: [{ keys: 'EHR-20' }] }), moved, [moved])).toMatchObject({
      link: null,
      claims: [],
      nearMisses: [],
      verdict:
        'Linked to nothing: its tool no longer shows it (moved), and what is gone counts nowhere. It goes by OPS-4 now.',
    })
  })

  it('says that a plan has no links', () => {
    expect(explain(planWith({ a: [] }), story, [story]).verdict).toBe(
      'Linked to nothing: no deliverable or objective of the plan has links.',
    )
  })

  it('agrees with a naive reading about every item: winner, losers, and what each near miss lacks', () => {
    fc.assert(
      fc.property(anyPlan, anyItems, (plan, items) => {
        const naive = new Map(naiveLinks(plan, items).map((link) => [link.itemId, link]))
        const selectors = planNodes(plan).flatMap((node) =>
          node.deliverables.flatMap(({ id, selectors: own }) => own.map((selector) => ({ id, selector }))),
        )
        for (const item of items) {
          const { claims, nearMisses, link } = explain(plan, item, items)
          const { itemId: _, conflicts = [], ...winner } = naive.get(item.id) ?? { itemId: item.id }
          const first = claims.filter(
            (claim, index) => claims.findIndex(({ deliverable }) => deliverable === claim.deliverable) === index,
          )
          const expected = 'deliverable' in winner ? [winner, ...conflicts] : []
          expect(first.map(({ deliverable, rule }) => ({ deliverable, rule }))).toEqual(expected)
          expect(claims.map(({ won }) => won)).toEqual(claims.map((_each, index) => index === 0))
          expect(link === null).toBe(claims.length === 0)
          expect(nearMisses.length).toBeLessThanOrEqual(5)
          for (const miss of nearMisses) {
            const fields = miss.failed.map(({ field }) => field)
            const same = selectors.filter(
              ({ id, selector }) => id === miss.deliverable && describeSelector(selector) === miss.selector,
            )
            const lacking = same.map(({ selector }) =>
              [
                ...Object.entries(selector).filter(([field, wanted]) => field !== 'not' && wanted.length > 0),
                ...(selector.not === null ? [] : [['not', selector.not]]),
              ]
                .filter(([field, wanted]) =>
                  field === 'not'
                    ? chooses(wanted, item, items)
                    : !chooses({ ...NO_FIELDS, [String(field)]: wanted }, item, items),
                )
                .map(([field]) => field)
                .sort(),
            )
            expect(lacking).toContainEqual(fields.sort())
          }
        }
      }),
      { numRuns: 150 },
    )
  })
})

const NO_FIELDS = {
  ...{ connection: [], kind: [], keys: [], epic: [], project: [], repo: [], types: [], components: [], labels: [] },
  ...{ milestone: [], fixVersions: [], statuses: [], assignees: [] },
}
