import fc from 'fast-check'
import { normalisePlan, type Plan, type PlanDocument, planSchema } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import { boundariesOf } from '../item/boundaries.ts'
import type { EpochMs, ItemState, Transition, WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'

/** The first instant of random portfolios: a Monday, 00:00 in UTC. */
export const ORIGIN: EpochMs = Date.parse('2026-08-31T00:00:00Z')

const DAY = 86_400_000

/** How long random portfolios live. */
export const LIFE_DAYS = 84

/** A plan from a document, for tests. */
export function planOf(document: PlanDocument): Plan {
  return normalisePlan(planSchema.parse(document))
}

/** A plan with one objective of one deliverable, to be overridden. */
export function smallPlan(overrides: Partial<PlanDocument> = {}): Plan {
  return planOf({
    plan: 'ehr-2027',
    title: 'Electronic health records',
    period: { start: '2026-09-01', end: '2027-08-31' },
    objectives: [{ id: 'records', title: 'One record', deliverables: [{ id: 'core', title: 'Core live' }] }],
    ...overrides,
  })
}

let nextId = 1

/** A timeline from an item's creation, by the states it moved to and when. */
export function timeline(createdAt: EpochMs, ...moves: readonly (readonly [EpochMs, ItemState])[]): Transition[] {
  const all: Transition[] = [{ at: createdAt, from: null, to: 'todo', status: 'Open' }]
  for (const [at, to] of moves) all.push({ at, from: all.at(-1)?.to ?? null, to, status: to })
  return all
}

/** An item with every field defaulted and a key of its own; state and boundaries follow from the timeline. */
export function workItem(overrides: Partial<WorkItem> = {}): WorkItem {
  const id = overrides.id ?? nextId++
  const createdAt = overrides.createdAt ?? overrides.timeline?.[0]?.at ?? ORIGIN
  const moves = overrides.timeline ?? timeline(createdAt)
  return {
    id,
    connection: 'jira',
    scope: 'EHR',
    key: `EHR-${id}`,
    kind: 'issue',
    type: 'Story',
    isSubtask: false,
    title: `Item ${id}`,
    url: `https://jira.example/browse/EHR-${id}`,
    status: moves.at(-1)?.status ?? 'Open',
    parentId: null,
    parent: null,
    labels: [],
    components: [],
    milestones: [],
    assignee: null,
    author: null,
    estimate: null,
    updatedAt: createdAt,
    changedAt: createdAt,
    references: [],
    tombstone: null,
    ...overrides,
    ...boundariesOf(moves),
    createdAt,
    timeline: moves,
  }
}

/** A link of an item to a deliverable. */
export function linkTo(deliverable: string, ...items: readonly WorkItem[]): Link[] {
  return items.map((item) => ({
    itemId: item.id,
    deliverable,
    rule: 'field',
    detail: `project ${item.scope}`,
    conflicts: [],
  }))
}

/** A random plan, items and links between them. */
export interface Portfolio {
  readonly plan: Plan
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
}

const anyInstant = fc.integer({ min: 0, max: LIFE_DAYS * 24 }).map((hours) => ORIGIN + hours * 3_600_000)
const anyState = fc.constantFrom<ItemState>('todo', 'in_progress', 'done', 'dropped')

/** Instants within, and a little around, the life of random portfolios. */
export const anyAsOf: fc.Arbitrary<EpochMs> = fc
  .integer({ min: -24, max: (LIFE_DAYS + 2) * 24 })
  .map((hours) => ORIGIN + hours * 3_600_000)

const anyTimeline = fc.array(fc.tuple(anyInstant, anyState), { maxLength: 5 }).map((moves) => {
  const [first, ...later] = moves.toSorted(([one], [other]) => one - other)
  const createdAt = first?.[0] ?? ORIGIN
  const changes: [EpochMs, ItemState][] = []
  let state: ItemState = 'todo'
  for (const [at, to] of later) {
    if (to === state) continue
    changes.push([at, to])
    state = to
  }
  return timeline(createdAt, ...changes)
})

const anyItemSeed = fc.record({
  timeline: anyTimeline,
  kind: fc.constantFrom('issue' as const, 'issue' as const, 'issue' as const, 'pull_request' as const),
  parent: fc.option(fc.nat(), { freq: 2 }),
  isSubtask: fc.boolean(),
  estimate: fc.option(fc.constantFrom(0, 0.5, 1, 2, 3, 5, 8)),
  isGone: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  labels: fc.subarray(['core', 'urgent']),
  place: fc.nat(),
})

const anyDeliverable = fc.record({
  weight: fc.constantFrom(1, 1, 2, 0.5),
  weigh: fc.constantFrom('items' as const, 'points' as const),
  status: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'cancelled' as const),
  entries: fc.option(
    fc.array(fc.record({ day: fc.integer({ min: 1, max: 30 }), progress: fc.constantFrom(0, 0.25, 0.5, 1) }), {
      maxLength: 3,
    }),
    { freq: 4 },
  ),
})

const anyObjective = fc.record({
  weight: fc.constantFrom(1, 1, 3),
  hasLinks: fc.boolean(),
  deliverables: fc.array(anyDeliverable, { maxLength: 3 }),
})

/** Random portfolios: hierarchy, sub-tasks, pull requests, tombstones, reopened and dropped work, any links. */
export const anyPortfolio: fc.Arbitrary<Portfolio> = fc
  .record({
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Auckland', 'America/New_York'),
    objectives: fc.array(anyObjective, { minLength: 1, maxLength: 3 }),
    seeds: fc.array(anyItemSeed, { maxLength: 30 }),
  })
  .map(({ timeZone, objectives, seeds }) => {
    const plan = smallPlan({
      timeZone,
      objectives: objectives.map(({ weight, hasLinks, deliverables }, o) => ({
        id: `o${o}`,
        title: `Objective ${o}`,
        weight,
        ...(hasLinks ? { links: [{ project: 'EHR' }] } : {}),
        deliverables: deliverables.map(({ entries, ...given }, d) => ({
          id: `o${o}-d${d}`,
          title: `Deliverable ${o}.${d}`,
          ...given,
          ...(entries === null ? {} : { progress: 'manual' as const, entries: entries.map(entryOf) }),
        })),
      })),
    })
    const places = planNodes(plan).flatMap(({ deliverables }) => deliverables.map(({ id }) => id))
    const items = seeds.map(({ timeline: moves, parent, isSubtask, isGone, kind, estimate, labels }, index) => {
      const above = parent === null || index === 0 ? null : parent % index
      const isChild = above !== null && kind === 'issue' && seeds[above]?.kind === 'issue'
      return workItem({
        id: index + 1,
        timeline: moves,
        kind,
        estimate,
        labels,
        parentId: isChild ? above + 1 : null,
        isSubtask: isChild && isSubtask,
        tombstone: isGone ? { kind: 'deleted', at: ORIGIN, movedTo: null } : null,
      })
    })
    const links = seeds.flatMap(({ place }, index) => {
      const deliverable = places[place % (places.length + 1)]
      const item = items[index]
      return deliverable === undefined || item === undefined ? [] : linkTo(deliverable, item)
    })
    return { plan, items, links }
  })

function entryOf({ day, progress }: { readonly day: number; readonly progress: number }) {
  return { date: `2026-09-${String(day).padStart(2, '0')}`, progress }
}

/** The same things in another order, decided by `seed`. */
export function shuffled<T>(things: readonly T[], seed: number): T[] {
  const keyed = things.map((thing, index) => ({ thing, key: Math.sin((index + 1) * (seed + 1)) }))
  return keyed.sort((one, other) => one.key - other.key).map(({ thing }) => thing)
}

/** The instant so many days after {@link ORIGIN}. */
export function day(days: number): EpochMs {
  return ORIGIN + days * DAY
}
