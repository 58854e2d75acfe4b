import {
  boundariesOf,
  compileLinker,
  type Link,
  linkItems,
  type Plan,
  parsePlan,
  type Transition,
  type WorkItem,
} from '@throughline/plan'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A plan with the work behind it. */
export interface Portfolio {
  readonly plan: Plan
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
}

/** The instant that made-up portfolios are of: the end of Sunday of 2026-W47. */
export const NOW = Date.parse('2026-11-23T00:00:00Z') - 1

const DAY_MS = 86_400_000
const deliverablesAnObjective = 10
const itemsEach = 60
const historyDays = 300

/**
 * A plan of so many deliverables over the work of most of a year: some fast, some slow, some with growing scope, every
 * fifth weighed by points, every third waiting for the one before, every tenth too young to have a history. Always the
 * same.
 */
export function madeUpPlan(deliverables: number): Portfolio {
  const random = xoroshiro128plus(2027)
  const upTo = (max: number) => uniformInt(random, 0, max)
  const ids = Array.from({ length: deliverables }, (_, index) => `d${index}`)
  const plan = parsePlan(JSON.stringify(documentOf(ids)), 'json')
  const items = ids.flatMap((component, index) => {
    const ageDays = index % 10 === 9 ? 20 : historyDays
    const lateShare = upTo(30) / 100
    const donePart = 0.3 + upTo(60) / 100
    return Array.from({ length: itemsEach }, (_, count) => {
      const isLate = upTo(99) < lateShare * 100
      const createdAt = NOW - (isLate ? upTo(ageDays) : ageDays) * DAY_MS
      const isDone = upTo(99) < donePart * 100
      const doneAt = isDone ? createdAt + upTo(Math.floor((NOW - createdAt) / DAY_MS)) * DAY_MS : null
      return item({ id: index * itemsEach + count + 1, component, createdAt, doneAt, estimate: 1 + upTo(7) })
    })
  })
  return { plan, items, links: linkItems(compileLinker(plan), items) }
}

function documentOf(ids: readonly string[]) {
  const objectives = Array.from({ length: Math.ceil(ids.length / deliverablesAnObjective) }, (_, index) => ({
    id: `o${index}`,
    title: `Objective ${index}`,
    deliverables: ids
      .slice(index * deliverablesAnObjective, (index + 1) * deliverablesAnObjective)
      .map((id, place) => ({
        id,
        title: `Deliverable ${id}`,
        ...(place % 5 === 4 ? { weigh: 'points' } : {}),
        ...(place % 3 === 2 ? { dependsOn: [ids[index * deliverablesAnObjective + place - 1]] } : {}),
        links: [{ components: id }],
      })),
  }))
  return { plan: 'made-up', title: 'Made up', period: { start: '2026-01-01', end: '2027-12-31' }, objectives }
}

function item(given: {
  readonly id: number
  readonly component: string
  readonly createdAt: number
  readonly doneAt: number | null
  readonly estimate: number
}): WorkItem {
  const { id, component, createdAt, doneAt, estimate } = given
  const timeline: Transition[] = [
    { at: createdAt, from: null, to: 'todo', status: 'Open' },
    ...(doneAt === null ? [] : [{ at: doneAt, from: 'todo' as const, to: 'done' as const, status: 'Done' }]),
  ]
  return {
    id,
    connection: 'jira',
    scope: 'MADE',
    key: `MADE-${id}`,
    kind: 'issue',
    type: 'Story',
    isSubtask: false,
    title: `Item ${id}`,
    url: `https://jira.example/browse/MADE-${id}`,
    status: doneAt === null ? 'Open' : 'Done',
    parentId: null,
    parent: null,
    labels: [],
    components: [component],
    milestones: [],
    assignee: null,
    author: null,
    estimate,
    updatedAt: doneAt ?? createdAt,
    changedAt: doneAt ?? createdAt,
    references: [],
    tombstone: null,
    ...boundariesOf(timeline),
    createdAt,
    timeline,
  }
}
