import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { Selector } from '../document/selector.ts'
import type { Claim } from './claim.ts'
import { type SelectorTest, selectorTest } from './compile-selector.ts'
import { selectorRule, selectorText } from './rule-text.ts'
import type { LinkableItem } from './subject.ts'

/** A selector of a plan with all that decides how strong its claims are. */
export interface PlacedSelector extends Omit<Claim, 'detail'> {
  readonly selector: Selector
  readonly test: SelectorTest
}

/** The selectors of a plan in the order of its deliverables, objectives' own links included. */
export function placedSelectors(plan: Plan): PlacedSelector[] {
  return planNodes(plan)
    .flatMap((node) => node.deliverables)
    .flatMap(({ id, selectors }, position) => selectors.map((selector) => ({ deliverable: id, position, selector })))
    .map((placed, order) => ({
      ...placed,
      order,
      rule: selectorRule(placed.selector),
      test: selectorTest(placed.selector),
    }))
}

/** Where each deliverable of a plan stands in the document, from 0; objectives' own links included. */
export function deliverablePositions(plan: Plan): Map<string, number> {
  const ids = planNodes(plan).flatMap((node) => node.deliverables.map(({ id }) => id))
  return new Map(ids.map((id, position) => [id, position]))
}

/** The claim of a selector that chose an item. */
export function claimOf(placed: PlacedSelector, item: LinkableItem, ancestors: readonly LinkableItem[]): Claim {
  const { deliverable, position, rule, order, selector } = placed
  return { deliverable, position, rule, order, detail: () => selectorText(selector, item, ancestors) }
}
