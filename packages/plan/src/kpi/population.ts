import type { KpiWhere } from '../document/kpi-measure.ts'
import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { WorkItem } from '../item/work-item.ts'
import { compileSelector, looksAbove } from '../link/compile-selector.ts'
import { deliverablesByItem } from '../link/deliverables-by-item.ts'
import type { Link } from '../link/link.ts'
import { ancestorsOf } from '../link/link-items.ts'
import { containersOf } from '../measure/containers.ts'
import { remembered } from '../remembered.ts'
import { successionOf } from '../succession.ts'
import type { KpiContext } from './metric.ts'

/** Which items a family of metrics can be about: `issues` leave out sub-tasks and containers. */
export type Population = 'issues' | 'pull_requests'

/** All items of a population, tombstones left out, in ascending order of id. */
export function populationOf(items: readonly WorkItem[], population: Population): readonly WorkItem[] {
  return population === 'issues' ? issuesOf(items) : pullRequestsOf(items)
}

const issuesOf = remembered((items: readonly WorkItem[]) => items.filter(belongsTo('issues', items)).sort(byId))

const pullRequestsOf = remembered((items: readonly WorkItem[]) =>
  items.filter(belongsTo('pull_requests', items)).sort(byId),
)

/** Whether an item is of a population among items. */
export function belongsTo(population: Population, items: readonly WorkItem[]): (item: WorkItem) => boolean {
  if (population === 'pull_requests') return (item) => item.tombstone === null && item.kind === 'pull_request'
  const containers = containersAmong(items)
  return (item) => item.tombstone === null && item.kind === 'issue' && !item.isSubtask && !containers.has(item.id)
}

const containersAmong = remembered(containersOf)

function byId(one: WorkItem, other: WorkItem): number {
  return one.id - other.id
}

/**
 * The items of a population that a measure's `where` selects, in ascending order of id. Remembered while the plan, its
 * items and links are held: every week of a KPI is measured over the same.
 */
export function chosenItems(population: Population, where: KpiWhere | null, context: KpiContext): readonly WorkItem[] {
  const chosen = choicesOver(context.links)(context.items)(context.plan)
  const key = JSON.stringify([population, where])
  const known = chosen.get(key)
  if (known !== undefined) return known
  const items =
    followedChoice(population, where, context) ??
    populationOf(context.items, population).filter(compileWhere(where, context))
  chosen.set(key, items)
  return items
}

/** Whether an item is among those of {@link chosenItems}. */
export function choosing(
  population: Population,
  where: KpiWhere | null,
  context: KpiContext,
): (item: WorkItem) => boolean {
  const belongs = belongsTo(population, context.items)
  const isChosen = compileWhere(where, context)
  return (item) => belongs(item) && isChosen(item)
}

/**
 * What was chosen of the holdings before, with the items that changed chosen again; null where nothing was, or where a
 * selector looks above an item, at what may have changed without it.
 */
function followedChoice(
  population: Population,
  where: KpiWhere | null,
  context: KpiContext,
): readonly WorkItem[] | null {
  const succession = successionOf(context)
  if (succession === null || looksAboveItems(where)) return null
  const { before, changed } = succession
  const former = choicesOver(before.links)(before.items)(context.plan).get(JSON.stringify([population, where]))
  if (former === undefined) return null
  const isChosen = choosing(population, where, context)
  const again = [...changed.values()].flatMap(({ after }) => (after !== null && isChosen(after) ? [after] : []))
  return [...former.filter(({ id }) => !changed.has(id)), ...again].sort(byId)
}

/** Whether a `where` looks at the ancestors of an item too. */
export function looksAboveItems(where: KpiWhere | null): boolean {
  return where?.selector != null && looksAbove(where.selector)
}

const choicesOver = remembered((_: readonly Link[]) =>
  remembered((_: readonly WorkItem[]) => remembered((_: Plan) => new Map<string, readonly WorkItem[]>())),
)

const itemsById = remembered((items: readonly WorkItem[]) => new Map(items.map((item) => [item.id, item])))

/**
 * Whether a measure's `where` selects an item. Objectives and deliverables select what is linked there; the fields of
 * a selector look at all items, linked or not; `unlinked` at those linked to nothing; no `where` selects what is linked to the plan at all.
 */
export function compileWhere(where: KpiWhere | null, context: KpiContext): (item: WorkItem) => boolean {
  const deliverableOf = deliverablesByItem(context.links)
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
  const byId = itemsById(context.items)
  const isChosen = compileSelector(where.selector)
  const above = looksAbove(where.selector) ? (item: WorkItem) => ancestorsOf(item, byId) : () => []
  return (item) => isLinkedThere(item) && isChosen(item, above(item))
}

function deliverablesUnder(objectives: readonly string[], plan: Plan): ReadonlySet<string> {
  return new Set(
    planNodes(plan)
      .filter(({ objective }) => objectives.includes(objective.id))
      .flatMap(({ deliverables }) => deliverables.map(({ id }) => id)),
  )
}
