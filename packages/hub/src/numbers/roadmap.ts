import { NotFoundError } from '@throughline/errors'
import {
  type DeliverableItem,
  deliverableItems as itemsOfDeliverable,
  measureRoadmap,
  planNodes,
  type Roadmap,
  resolveInstant,
} from '@throughline/plan'
import type { Hub } from '../context.ts'
import { getLivePlan } from '../plans/stored-plan.ts'
import { dataFreshness } from './data-freshness.ts'
import { outlooks } from './outlooks.ts'
import { currentPortfolio } from './portfolio.ts'

/** Progress, forecasts and health of a plan and its parts, now or as of a past instant or date. */
export async function roadmap(
  hub: Hub,
  planId: string,
  options: { readonly asOf?: string | undefined } = {},
): Promise<Roadmap> {
  const stored = await getLivePlan(hub, planId)
  const { plan, record } = stored
  const now = hub.clock()
  const asOf = options.asOf === undefined ? now : resolveInstant(options.asOf, plan.timeZone)
  const portfolio = await currentPortfolio(hub, planId)
  const { items, links } = portfolio
  const data = await dataFreshness(hub)
  const outlook = (await outlooks(hub, stored, portfolio, now))(asOf)
  return measureRoadmap({ plan, version: record.version, items, links, asOf, now, data, outlook })
}

/** A deliverable's items with their state at an instant and the rule that links them; throws NotFoundError. */
export async function deliverableItems(
  hub: Hub,
  planId: string,
  deliverable: string,
  options: { readonly asOf?: string | undefined } = {},
): Promise<DeliverableItem[]> {
  const { plan } = await getLivePlan(hub, planId)
  const known = planNodes(plan).flatMap((node) => node.deliverables.map((each) => each.id))
  if (!known.includes(deliverable)) {
    throw new NotFoundError(
      'deliverable.not_found',
      `Plan ${planId} has no deliverable ${deliverable}. It has ${known.join(', ')}.`,
    )
  }
  const asOf = options.asOf === undefined ? hub.clock() : resolveInstant(options.asOf, plan.timeZone)
  const { items, links } = await currentPortfolio(hub, planId)
  return itemsOfDeliverable({ plan, deliverable, items, links, asOf })
}
