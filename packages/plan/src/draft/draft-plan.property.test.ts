import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOf } from '../calendar/instant.ts'
import { parsePlan } from '../document/parse-plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { WorkItem } from '../item/work-item.ts'
import { ancestorsOf, linkItems } from '../link/link-items.ts'
import { compileLinker } from '../link/linker.ts'
import { shuffled } from '../measure/random-portfolio.fixture.ts'
import { anyItems, factsOf } from './draft-facts.fixture.ts'
import { draftPlan } from './draft-plan.ts'

const connections = ['jira', 'github']
const anySince = fc.option(
  fc.integer({ min: 0, max: 4_000 }).map((days) => dateOf(Date.UTC(2020, 0, 1) + days * 86_400_000, 'UTC')),
  { nil: undefined },
)

test('any portfolio gives a document that is accepted, with ids that differ and all dates in its period', () => {
  fc.assert(
    fc.property(anyItems, anySince, (items, since) => {
      const { text, objectives } = draftPlan(factsOf(items), { connections, since })
      const plan = parsePlan(text, 'yaml')
      const ids = plan.objectives.flatMap(({ id, deliverables }) => [id, ...deliverables.map((each) => each.id)])
      expect(new Set(ids).size).toBe(ids.length)
      expect(plan.objectives).toHaveLength(objectives)
      expect(plan.kpis).toHaveLength(objectives)
      const selectors = plan.objectives.flatMap(({ deliverables }) => deliverables.flatMap((each) => each.selectors))
      const named = selectors.flatMap(({ milestone, fixVersions }) => [...milestone, ...fixVersions])
      expect(items.flatMap(({ milestones }) => milestones)).toEqual(expect.arrayContaining(named))
      for (const { start, due } of plan.objectives.flatMap(({ deliverables }) => deliverables)) {
        for (const day of [start, due]) {
          if (day !== null) expect(day >= plan.period.start && day <= plan.period.end).toBe(true)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('every issue below a chosen epic is linked to its deliverable, and nothing is claimed twice by epics', () => {
  fc.assert(
    fc.property(anyItems, anySince, (items, since) => {
      const plan = parsePlan(draftPlan(factsOf(items), { connections, since }).text, 'yaml')
      const links = linkItems(compileLinker(plan), items)
      const deliverableOf = new Map(links.map((link) => [link.itemId, link.deliverable]))
      const byId = new Map(items.map((item) => [item.id, item]))
      for (const { id, selectors, isDirect } of planNodes(plan).flatMap(({ deliverables }) => deliverables)) {
        const [selector] = selectors
        const [epic] = selector?.epic ?? []
        if (selector === undefined || epic === undefined || isDirect) continue
        const below = items.filter((item) => {
          if (item.kind !== 'issue' || item.tombstone !== null || !selector.connection.includes(item.connection)) {
            return false
          }
          return lineageOf(item, byId).includes(epic)
        })
        expect(below.length).toBeGreaterThan(0)
        expect(below.map((item) => deliverableOf.get(item.id))).toEqual(below.map(() => id))
      }
      const contested = links.filter(
        ({ rule, conflicts }) => rule === 'epic' && conflicts.some((lost) => lost.rule === 'epic'),
      )
      expect(contested).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('the same facts give the same text, in whatever order they come', () => {
  fc.assert(
    fc.property(anyItems, fc.nat(1_000), (items, seed) => {
      const facts = factsOf(items)
      const again = {
        ...facts,
        parents: shuffled(facts.parents, seed),
        milestoneWork: shuffled(facts.milestoneWork, seed),
      }
      expect(draftPlan(again, { connections }).text).toBe(draftPlan(facts, { connections }).text)
    }),
  )
})

function lineageOf(item: WorkItem, byId: ReadonlyMap<number, WorkItem>): string[] {
  const chain = [item, ...ancestorsOf(item, byId)]
  const top = chain.at(-1)?.parent
  return [...chain.map(({ key }) => key), ...(top == null ? [] : [top])]
}
