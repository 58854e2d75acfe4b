import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import { selectorIdentity } from '../document/selector.ts'
import { linkItems } from '../link/link-items.ts'
import { compileLinker } from '../link/linker.ts'
import type { Moment } from './bridge.ts'
import type { ItemPair } from './pair-items.ts'

/** Deliverables by id of an item; what is linked to nothing is absent. */
type Places = ReadonlyMap<number, string>

/** Where two moments link items, and where they would if only one of plan and items had changed. */
export interface LinksBetween {
  /** By the earlier plan. */
  readonly earlier: Places
  /** What the earlier moment did not know, by the earlier plan. */
  readonly unseen: Places
  /** The items that the earlier moment knew, as it knew them, by the later plan. */
  readonly planned: Places
  readonly later: Places
}

/**
 * Tells the links that changed because the plan did from those that changed because items did. Where both plans link by
 * the same selectors nothing needs linking again; else the items are linked once by each plan.
 */
export function linksBetween(before: Moment, after: Moment, pairs: readonly ItemPair[]): LinksBetween {
  const [earlier, later] = [placesOf(before.links), placesOf(after.links)]
  if (linkingText(before.plan) === linkingText(after.plan)) return { earlier, unseen: later, planned: earlier, later }
  const unseen = pairs.flatMap(({ was, is }) => (was === null && is !== null ? [is] : []))
  const world = [...before.items, ...unseen]
  return {
    earlier,
    unseen: placesOf(linkItems(compileLinker(before.plan), world)),
    planned: placesOf(linkItems(compileLinker(after.plan), world)),
    later,
  }
}

function placesOf(links: Moment['links']): Places {
  return new Map(links.map(({ itemId, deliverable }) => [itemId, deliverable]))
}

/** Equal for two plans that link alike: selectors by deliverable, in the order that decides ties. */
function linkingText(plan: Plan): string {
  const linking = planNodes(plan).flatMap((node) => node.deliverables.filter(({ selectors }) => selectors.length > 0))
  return JSON.stringify(linking.map(({ id, selectors }) => [id, selectors.map(selectorIdentity)]))
}
