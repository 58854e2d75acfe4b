import { ValidationError } from '@throughline/errors'
import { bridgePlan, type PlanBridge, previousWeek, resolveInstant, weekBounds, weekOf } from '@throughline/plan'
import type { Hub } from '../context.ts'
import { type Basis, basisOf } from './basis.ts'
import type { Moments } from './known-moment.ts'

/** From when to when a bridge leads: instants or dates. */
export interface BridgeRange extends Pick<Moments, 'knownAt'> {
  /** Default the end of the week before the one that `to` lies in. */
  readonly from?: string | undefined
  /** Default now. */
  readonly to?: string | undefined
  /** When the beginning was known; default as the end. */
  readonly fromKnownAt?: string | undefined
}

/**
 * Why the progress of a plan and its parts moved from one moment to another. Throws NotFoundError, and ValidationError for a range
 * that leads backwards, in time or in knowledge.
 */
export async function progressBridge(hub: Hub, planId: string, range: BridgeRange = {}): Promise<PlanBridge> {
  const later = await basisOf(hub, planId, range)
  const { plan, items, links, now } = later
  const to = range.to === undefined ? now : resolveInstant(range.to, plan.timeZone)
  const lastWeek = previousWeek(weekOf(to, plan.timeZone))
  const from =
    range.from === undefined ? weekBounds(lastWeek, plan.timeZone).end - 1 : resolveInstant(range.from, plan.timeZone)
  const known = { plan, items, links }
  const before = range.fromKnownAt === undefined ? later : await basisOf(hub, planId, { knownAt: range.fromKnownAt })
  const knownAt = (basis: Basis) => basis.knownAt ?? Number.POSITIVE_INFINITY
  if (knownAt(before) > knownAt(later)) {
    throw new ValidationError(
      'bridge.backwards',
      `A bridge leads forward in knowledge too, and ${range.fromKnownAt} lies after ${range.knownAt}. Name an earlier fromKnownAt, or leave it out.`,
    )
  }
  const { plan: planThen, items: itemsThen, links: linksThen } = before
  return bridgePlan({ plan: planThen, items: itemsThen, links: linksThen, asOf: from }, { ...known, asOf: to })
}
