import { bridgePlan, type PlanBridge, previousWeek, resolveInstant, weekBounds, weekOf } from '@throughline/plan'
import type { Hub } from '../context.ts'
import { basisOf } from './basis.ts'

/** From when to when a bridge leads: instants or dates. */
export interface BridgeRange {
  /** Default the end of the last week that was complete at `to`. */
  readonly from?: string | undefined
  /** Default now. */
  readonly to?: string | undefined
}

/** Why the progress of a plan and its parts moved from one moment to another; throws NotFoundError. */
export async function progressBridge(hub: Hub, planId: string, range: BridgeRange = {}): Promise<PlanBridge> {
  const { plan, items, links, now } = await basisOf(hub, planId)
  const to = range.to === undefined ? now : resolveInstant(range.to, plan.timeZone)
  const lastWeek = previousWeek(weekOf(to, plan.timeZone))
  const from =
    range.from === undefined ? weekBounds(lastWeek, plan.timeZone).end - 1 : resolveInstant(range.from, plan.timeZone)
  const known = { plan, items, links }
  return bridgePlan({ ...known, asOf: from }, { ...known, asOf: to })
}
