import { bridgePlan, type PlanBridge, previousWeek, resolveInstant, weekBounds, weekOf } from '@throughline/plan'
import type { Hub } from '../context.ts'
import { basisOf } from './basis.ts'
import type { Moments } from './known-moment.ts'

/** From when to when a bridge leads: instants or dates. */
export interface BridgeRange extends Pick<Moments, 'knownAt'> {
  /** Default the end of the last week that was complete at `to`. */
  readonly from?: string | undefined
  /** Default now. */
  readonly to?: string | undefined
  /** When the beginning was known; default as the end. */
  readonly fromKnownAt?: string | undefined
}

/** Why the progress of a plan and its parts moved from one moment to another; throws NotFoundError. */
export async function progressBridge(hub: Hub, planId: string, range: BridgeRange = {}): Promise<PlanBridge> {
  const { plan, items, links, now } = await basisOf(hub, planId, range)
  const to = range.to === undefined ? now : resolveInstant(range.to, plan.timeZone)
  const lastWeek = previousWeek(weekOf(to, plan.timeZone))
  const from =
    range.from === undefined ? weekBounds(lastWeek, plan.timeZone).end - 1 : resolveInstant(range.from, plan.timeZone)
  const known = { plan, items, links }
  const before = range.fromKnownAt === undefined ? known : await basisOf(hub, planId, { knownAt: range.fromKnownAt })
  const { plan: planThen, items: itemsThen, links: linksThen } = before
  return bridgePlan({ plan: planThen, items: itemsThen, links: linksThen, asOf: from }, { ...known, asOf: to })
}
