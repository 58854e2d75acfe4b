import type { EpochMs, Plan } from '@throughline/plan'
import { listKpiEntries, type Portfolio } from '@throughline/store'
import type { Hub } from '../context.ts'
import { dataFreshness } from './data-freshness.ts'
import { type Facts, valuesByKpi } from './facts.ts'
import { portfolioKnownAt } from './portfolio-known-at.ts'
import { sideFactsKnownAt } from './side-facts.ts'

/** What the hub knew at a past moment for a plan as it was then. The moment is the present of these numbers. */
export async function factsKnownAt(
  hub: Hub,
  plan: Plan,
  knownAt: EpochMs,
): Promise<{ readonly portfolio: Portfolio; readonly facts: Facts }> {
  const [portfolio, side, entries, data] = await Promise.all([
    portfolioKnownAt(hub, plan.id, knownAt),
    sideFactsKnownAt(hub, plan, knownAt),
    listKpiEntries(hub.database, plan.id, knownAt),
    dataFreshness(hub, knownAt),
  ])
  const { items, links } = portfolio
  return { portfolio, facts: { plan, items, links, side, manualValues: valuesByKpi(entries), data, now: knownAt } }
}
