import type { EpochMs, Outlook, Plan } from '@throughline/plan'
import { listKpiEntries, type PlanVersionRecord, type Portfolio } from '@throughline/store'
import type { Hub } from '../context.ts'
import { getLivePlan } from '../plans/stored-plan.ts'
import { dataFreshness } from './data-freshness.ts'
import { type Facts, valuesByKpi } from './facts.ts'
import { factsKnownAt } from './facts-known-at.ts'
import { knownMoment, type Moments } from './known-moment.ts'
import { outlooks } from './outlooks.ts'
import { currentPortfolio } from './portfolio.ts'
import { currentSideFacts } from './side-facts.ts'

/** Everything that a stored plan's numbers are made of. Two reads of one basis give the same numbers. */
export interface Basis extends Facts {
  readonly record: PlanVersionRecord
  /** The past moment at which all of this was known; undefined for the present. */
  readonly knownAt: EpochMs | undefined
  /** Looks ahead from an instant. */
  readonly outlookAt: (at: EpochMs) => Promise<Outlook>
}

/** What the hub knows of a plan now, or knew at a past moment; throws NotFoundError, also for a plan it had not then. */
export async function basisOf(hub: Hub, planId: string, moments: Pick<Moments, 'knownAt'> = {}): Promise<Basis> {
  const knownAt = await knownMoment(hub, planId, moments)
  const { plan, record } = await getLivePlan(hub, planId, knownAt)
  const { portfolio, facts } = await (knownAt === undefined
    ? currentFacts(hub, plan)
    : factsKnownAt(hub, plan, knownAt))
  return { ...facts, record, knownAt, outlookAt: outlooks(portfolio, record, facts) }
}

/** What the hub knows now for a plan document, by the links that are stored under its id. */
export async function currentFacts(
  hub: Hub,
  plan: Plan,
): Promise<{ readonly portfolio: Portfolio; readonly facts: Facts }> {
  const now = hub.clock()
  const [portfolio, side, entries, data] = await Promise.all([
    currentPortfolio(hub, plan.id),
    currentSideFacts(hub, plan),
    listKpiEntries(hub.database, plan.id),
    dataFreshness(hub),
  ])
  const { items, links } = portfolio
  return { portfolio, facts: { plan, items, links, side, manualValues: valuesByKpi(entries), data, now } }
}
