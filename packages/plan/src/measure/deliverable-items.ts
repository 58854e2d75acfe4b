import { NotFoundError } from '@throughline/errors'
import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import { itemAt } from '../item/item-at.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { Link, LinkRule } from '../link/link.ts'
import { accountFor } from './counted-items.ts'
import { weighing } from './weight.ts'

/** An item behind the progress of a deliverable. */
export interface DeliverableItem {
  /** As it stood at the instant asked for. */
  readonly item: WorkItem
  readonly link: { readonly rule: LinkRule; readonly detail: string }
  /** Whether it is in the numerator or denominator of progress at that instant. */
  readonly counted: boolean
  /** Why it is not, as a sentence; null when it is. */
  readonly whyNot: string | null
  /** What it adds to the denominator: 1 or points; null when it is not counted. */
  readonly weight: number | null
}

/**
 * The items linked to a deliverable that exist at an instant, in ascending order of id: the evidence of its progress.
 * Throws NotFoundError `plan.node_not_found` for a deliverable that the plan does not have.
 *
 * @param deliverable id of a deliverable, or `{objective}.direct`.
 */
export function deliverableItems(input: {
  readonly plan: Plan
  readonly deliverable: string
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
  readonly asOf: EpochMs
}): DeliverableItem[] {
  const { plan, asOf } = input
  const deliverable = planNodes(plan)
    .flatMap((node) => node.deliverables)
    .find(({ id }) => id === input.deliverable)
  if (deliverable === undefined) {
    throw new NotFoundError(
      'plan.node_not_found',
      `Plan ${plan.id} has no deliverable “${input.deliverable}”. GET /plans/${plan.id}/roadmap lists them.`,
    )
  }
  const links = new Map(
    input.links.flatMap((link) => (link.deliverable === deliverable.id ? [[link.itemId, link]] : [])),
  )
  const linked = input.items.filter((item) => item.tombstone === null && links.has(item.id))
  const accounts = accountFor(linked.sort((one, other) => one.id - other.id)).flatMap(({ item, whyNot }) => {
    const then = itemAt(item, asOf)
    const link = links.get(item.id)
    if (then === null || link === undefined) return []
    return [{ item: then, link, whyNot: whyNot ?? (then.state === 'dropped' ? 'It is dropped.' : null) }]
  })
  const weightOf = weighing(
    accounts.flatMap(({ item, whyNot }) => (whyNot === null ? [item] : [])),
    deliverable.weigh,
  )
  return accounts.map(({ item, link, whyNot }) => ({
    item,
    link: { rule: link.rule, detail: link.detail },
    counted: whyNot === null,
    whyNot,
    weight: whyNot === null ? weightOf(item) : null,
  }))
}
