import fc from 'fast-check'
import type { PlanDocument } from '../document/plan.ts'
import type { EpochMs, ItemState, WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'
import { type PlanWork, planWork } from '../measure/plan-work.ts'
import { day, linkTo, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'

/** What happens to some work in a week. */
interface WeekOfWork {
  readonly delivered?: number
  readonly added?: number
  readonly dropped?: number
}

/** The first instant after twelve weeks of flowing work: a Monday, 00:00 in UTC. */
export const AFTER: EpochMs = day(84)

/**
 * Items whose flow over the weeks before {@link AFTER} is as given, the last week last. What is needed beside what the
 * weeks add has been there for a hundred days before them.
 *
 * @param open how many are left open in the end.
 */
export function flowingWork(weeks: readonly WeekOfWork[], open: number): WorkItem[] {
  const start = 84 - weeks.length * 7
  const sum = (of: keyof WeekOfWork) => weeks.reduce((total, week) => total + (week[of] ?? 0), 0)
  const standing = open + sum('delivered') + sum('dropped') - sum('added')
  const created = Array.from({ length: Math.max(0, standing) }, () => start - 100)
  const ended: [number, ItemState][] = []
  for (const [index, { delivered = 0, added = 0, dropped = 0 }] of weeks.entries()) {
    const monday = start + index * 7
    for (let count = 0; count < added; count += 1) created.push(monday + 1)
    for (let count = 0; count < delivered; count += 1) ended.push([monday + 3, 'done'])
    for (let count = 0; count < dropped; count += 1) ended.push([monday + 5, 'dropped'])
  }
  return created.map((createdOn, index) => {
    const end = ended[index]
    const moves = end === undefined ? [] : [[day(Math.max(end[0], createdOn + 1)), end[1]] as const]
    return workItem({ timeline: timeline(day(createdOn), ...moves) })
  })
}

/** The same week so many times. */
export function weeksOf(count: number, week: WeekOfWork): WeekOfWork[] {
  return Array.from({ length: count }, () => week)
}

/** A deliverable of a test, with its work. */
export type FlowingDeliverable = Omit<
  NonNullable<PlanDocument['objectives'][number]['deliverables']>[number],
  'title'
> & { readonly items: readonly WorkItem[] }

/** A plan of one objective over its deliverables' work. */
export function flowingPlan(
  deliverables: readonly FlowingDeliverable[],
  document: Partial<PlanDocument> = {},
): { readonly work: PlanWork; readonly items: readonly WorkItem[]; readonly links: readonly Link[] } {
  const plan = smallPlan({
    objectives: [
      {
        id: 'o',
        title: 'Objective',
        deliverables: deliverables.map(({ items: _, ...given }) => ({ title: `The ${given.id}`, ...given })),
      },
    ],
    ...document,
  })
  const items = deliverables.flatMap((deliverable) => deliverable.items)
  const links = deliverables.flatMap((deliverable) => linkTo(deliverable.id, ...deliverable.items))
  return { work: planWork(plan, items, links), items, links }
}

const anyWeek = fc.record({
  delivered: fc.integer({ min: 0, max: 4 }),
  added: fc.integer({ min: 0, max: 2 }),
  dropped: fc.integer({ min: 0, max: 1 }),
})

/** Deliverables with any flow, each of which may wait for those before it. */
export const anyDeliverables: fc.Arbitrary<readonly FlowingDeliverable[]> = fc
  .array(
    fc.record({
      weeks: fc.array(anyWeek, { minLength: 1, maxLength: 12 }),
      open: fc.integer({ min: 0, max: 30 }),
      awaits: fc.array(fc.nat(4), { maxLength: 2 }),
      weigh: fc.constantFrom('items' as const, 'points' as const),
      status: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'done' as const),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((seeds) =>
    seeds.map(({ weeks, open, awaits, ...rest }, index) => ({
      id: `d${index}`,
      items: flowingWork(weeks, open),
      dependsOn: [...new Set(awaits.filter((other) => other < index).map((other) => `d${other}`))],
      ...rest,
    })),
  )
