import type { Deliverable } from '../document/deliverable.ts'
import type { Objective } from '../document/objective.ts'
import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'
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
 * The order of `items` and `links` changes nothing, not even the last digit of a sum.
 */
export function planWork(plan: Plan, items: readonly WorkItem[], links: readonly Link[]): PlanWork {
  const deliverableOf = new Map(links.map((link) => [link.itemId, link.deliverable]))
  const linkedTo = new Map<string, WorkItem[]>()
  for (const item of items) {
    const deliverable = item.tombstone === null ? deliverableOf.get(item.id) : undefined
    if (deliverable === undefined) continue
    const linked = linkedTo.get(deliverable)
    if (linked === undefined) linkedTo.set(deliverable, [item])
    else linked.push(item)
  }
  return {
    plan,
    objectives: planNodes(plan).map(({ objective, deliverables }) => ({
      objective,
      deliverables: deliverables.map((deliverable) => {
        const linked = (linkedTo.get(deliverable.id) ?? []).sort((one, other) => one.id - other.id)
        return { deliverable, linked, counted: countedItems(linked) }
      }),
    })),
  }
}
