import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { Selector } from '../document/selector.ts'
import { outOfOrder } from './out-of-order.ts'

/**
 * What a change of a plan can reach. An item’s link can differ only if one of `selectors` chooses it, or if it is claimed
 * by a deliverable of `moved` and by another one, or if it references an issue of which either is true.
 */
export interface LinkReach {
  /** Selectors that came or went, or that stand elsewhere among those of their deliverable. */
  readonly selectors: readonly Selector[]
  /** Deliverables that stand elsewhere in the order that decides ties, with what they hold left as it was. */
  readonly moved: readonly string[]
}

/**
 * Compares what two versions of a plan say about links; titles, dates, weights and all else reach nothing. A selector that
 * is written differently counts as another one, for its words stand in the links that it makes.
 */
export function linkReach(before: Plan, after: Plan): LinkReach {
  const was = selectorsByDeliverable(before)
  const is = selectorsByDeliverable(after)
  const touched = [...new Set([...was.keys(), ...is.keys()])].flatMap((id) =>
    touchedSelectors(was.get(id) ?? new Map(), is.get(id) ?? new Map()),
  )
  return { selectors: touched, moved: outOfOrder([...was.keys()], [...is.keys()]) }
}

/** Selectors by the text that tells them apart, in their order; one that is there twice counts where it stands first. */
type Selectors = ReadonlyMap<string, Selector>

/** In the order that decides ties, objectives’ own links included. */
function selectorsByDeliverable(plan: Plan): Map<string, Selectors> {
  const deliverables = planNodes(plan).flatMap((node) => node.deliverables)
  return new Map(
    deliverables.map(({ id, selectors }) => [
      id,
      new Map(selectors.map((selector) => [JSON.stringify(selector), selector] as const)),
    ]),
  )
}

function touchedSelectors(was: Selectors, is: Selectors): Selector[] {
  const names = [
    ...[...was.keys()].filter((name) => !is.has(name)),
    ...[...is.keys()].filter((name) => !was.has(name)),
    ...outOfOrder([...was.keys()], [...is.keys()]),
  ]
  return names.flatMap((name) => is.get(name) ?? was.get(name) ?? [])
}
