import type { KpiWhere } from '../document/kpi-measure.ts'
import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { WorkItem } from '../item/work-item.ts'
import { compileSelector } from '../link/compile-selector.ts'
import { ancestorsOf } from '../link/link-items.ts'
import { containersOf } from '../measure/containers.ts'
import type { KpiContext } from './metric.ts'

/** Which items a family of metrics can be about: `issues` leave out sub-tasks and containers. */
export type Population = 'issues' | 'pull_requests'

/** All items of a population, tombstones left out, in ascending order of id. */
export function populationOf(items: readonly WorkItem[], population: Population): WorkItem[] {
  const containers = population === 'issues' ? containersOf(items) : null
  return items
    .filter((item) => {
      if (item.tombstone !== null) return false
      if (containers === null) return item.kind === 'pull_request'
      return item.kind === 'issue' && !item.isSubtask && !containers.has(item.id)
    })
    .sort((one, other) => one.id - other.id)
}

/**
 * Whether a measure's `where` selects an item. Objectives and deliverables select what is linked there; the fields of
 * a selector look at all items, linked or not; `unlinked` at those linked to nothing; no `where` selects what is linked to the plan at all.
 */
export function compileWhere(where: KpiWhere | null, context: KpiContext): (item: WorkItem) => boolean {
  const deliverableOf = new Map(context.links.map((link) => [link.itemId, link.deliverable]))
  if (where === null) return (item) => deliverableOf.has(item.id)
  const places: ReadonlySet<string>[] = []
  if (where.objectives.length > 0) places.push(deliverablesUnder(where.objectives, context.plan))
  if (where.deliverables.length > 0) places.push(new Set(where.deliverables))
  const isLinkedThere = (item: WorkItem) => {
    if (where.isUnlinked) return !deliverableOf.has(item.id)
    const deliverable = deliverableOf.get(item.id)
    return places.every((place) => deliverable !== undefined && place.has(deliverable))
  }
  if (where.selector === null) return isLinkedThere
  const byId = new Map(context.items.map((item) => [item.id, item]))
  const isChosen = compileSelector(where.selector)
  return (item) => isLinkedThere(item) && isChosen(item, ancestorsOf(item, byId))
}

function deliverablesUnder(objectives: readonly string[], plan: Plan): ReadonlySet<string> {
  return new Set(
    planNodes(plan)
      .filter(({ objective }) => objectives.includes(objective.id))
      .flatMap(({ deliverables }) => deliverables.map(({ id }) => id)),
  )
}
