import type { Deliverable } from '../document/deliverable.ts'
import type { Objective } from '../document/objective.ts'
import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { WorkItem } from '../item/work-item.ts'
import { deliverablesByItem } from '../link/deliverables-by-item.ts'
import type { Link } from '../link/link.ts'
import { remembered } from '../remembered.ts'
import { successionOf } from '../succession.ts'
import { countedItems } from './counted-items.ts'

/** A deliverable with the work that stands for it. */
export interface DeliverableWork {
  readonly deliverable: Deliverable
  /** Everything linked to it, in ascending order of id, tombstones left out. */
  readonly linked: readonly WorkItem[]
  /** The part of `linked` that counts. */
  readonly counted: readonly WorkItem[]
}

/** An objective with the work of its deliverables, `{objective}.direct` last. */
export interface ObjectiveWork {
  readonly objective: Objective
  readonly deliverables: readonly DeliverableWork[]
}

/** A plan laid over the work linked to it; the ground of every number about the plan at any instant. */
export interface PlanWork {
  readonly plan: Plan
  readonly objectives: readonly ObjectiveWork[]
}

/**
 * Sorts linked items under the deliverables of a plan. Links to items or deliverables that are not given are ignored.
 * The order of `items` and `links` changes nothing, not even the last digit of a sum. Remembered while all three are held:
 * every number about the plan begins with it.
 */
export function planWork(plan: Plan, items: readonly WorkItem[], links: readonly Link[]): PlanWork {
  return workOver(links)(items)(plan)
}

const workOver: (links: readonly Link[]) => (items: readonly WorkItem[]) => (plan: Plan) => PlanWork = remembered(
  (links: readonly Link[]) =>
    remembered((items: readonly WorkItem[]) => {
      const linkedTo = linkedItems(items, links)
      return remembered((plan: Plan): PlanWork => {
        const former = formerWork(plan, items, links)
        return {
          plan,
          objectives: planNodes(plan).map(({ objective, deliverables }) => ({
            objective,
            deliverables: deliverables.map((deliverable) => {
              const linked = linkedTo.get(deliverable.id) ?? []
              const last = former.get(deliverable)
              const stands = last !== undefined && isSame(last.linked, linked)
              return stands ? last : { deliverable, linked, counted: countedItems(linked) }
            }),
          })),
        }
      })
    }),
)

/**
 * The work of each deliverable in the holdings before: what did not change is the same object again, so that what was computed
 * from it stands.
 */
function formerWork(
  plan: Plan,
  items: readonly WorkItem[],
  links: readonly Link[],
): ReadonlyMap<Deliverable, DeliverableWork> {
  const succession = successionOf({ items, links })
  if (succession === null) return new Map()
  const { before } = succession
  const works = workOver(before.links)(before.items)(plan).objectives.flatMap(({ deliverables }) => deliverables)
  return new Map(works.map((work) => [work.deliverable, work]))
}

function isSame(one: readonly WorkItem[], other: readonly WorkItem[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index])
}

/** What is linked to each deliverable, in ascending order of id, tombstones left out. */
function linkedItems(items: readonly WorkItem[], links: readonly Link[]): ReadonlyMap<string, readonly WorkItem[]> {
  const deliverableOf = deliverablesByItem(links)
  const linkedTo = new Map<string, WorkItem[]>()
  for (const item of items) {
    const deliverable = item.tombstone === null ? deliverableOf.get(item.id) : undefined
    if (deliverable === undefined) continue
    const linked = linkedTo.get(deliverable)
    if (linked === undefined) linkedTo.set(deliverable, [item])
    else linked.push(item)
  }
  for (const linked of linkedTo.values()) linked.sort((one, other) => one.id - other.id)
  return linkedTo
}
