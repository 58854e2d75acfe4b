import { type Moment, type WeeklyReport, weekBounds } from '@throughline/plan'
import type { Hub } from '../context.ts'
import { portfolioKnownAt } from '../numbers/portfolio-known-at.ts'
import { getLivePlan } from '../plans/stored-plan.ts'

/**
 * What the report of the week before was made of: the plan and the work as they were known when it was published, so that what
 * was learned since can be told from what happened since. Undefined where it does not say when that was.
 */
export async function momentBefore(hub: Hub, previous: WeeklyReport | null): Promise<Moment | undefined> {
  if (previous?.knownAt == null) return undefined
  const knownAt = Date.parse(previous.knownAt)
  const { plan } = await getLivePlan(hub, previous.plan, knownAt)
  const { items, links } = await portfolioKnownAt(hub, previous.plan, knownAt)
  return { plan, items, links, asOf: weekBounds(previous.week, plan.timeZone).end - 1 }
}
