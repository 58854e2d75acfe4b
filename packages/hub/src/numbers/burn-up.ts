import {
  type BurnUp,
  type BurnUpBy,
  burnUpOf,
  dateOf,
  dayEnd,
  dayStart,
  type EpochMs,
  earliestStart,
  firstWorkOf,
  planNodes,
  planWork,
  resolveInstant,
  weekBounds,
  weekOf,
} from '@throughline/plan'
import type { Hub } from '../context.ts'
import { basisOf } from './basis.ts'
import type { Moments } from './known-moment.ts'

/** What a burn-up is asked for: instants or dates. */
export interface BurnUpRange extends Pick<Moments, 'knownAt'> {
  /** Default `week`. */
  readonly by?: BurnUpBy | undefined
  /** Default when the first work of the node was created, as far back as one answer reaches. */
  readonly from?: string | undefined
  /** The end of the series, and what its forecast is as of; default now. */
  readonly to?: string | undefined
}

/** Scope and what was done of it over time, for a deliverable, an objective or the plan; throws NotFoundError. */
export async function burnUp(hub: Hub, planId: string, node: string, range: BurnUpRange = {}): Promise<BurnUp> {
  const { plan, items, links, now, outlookAt } = await basisOf(hub, planId, range)
  const { by = 'week' } = range
  const work = planWork(plan, items, links)
  const to = range.to === undefined ? now : Math.min(now, resolveInstant(range.to, plan.timeZone))
  const begun = firstWorkOf(work, node) ?? dayStart(plan.period.start, plan.timeZone)
  const from =
    range.from === undefined
      ? Math.min(to, Math.max(begun, earliestStart(to, by)))
      : withinPeriod(resolveInstant(range.from, plan.timeZone), to, by, plan.timeZone)
  const isDeliverable = planNodes(plan).some(({ deliverables }) => deliverables.some(({ id }) => id === node))
  const forecasts = isDeliverable ? { forecasts: (await outlookAt(to)).forecasts } : {}
  return burnUpOf({ work, node, by, from, to, ...forecasts })
}

/** A series begins with the period that `from` lies in, so one that lies in the last period, after its end, begins with it too. */
function withinPeriod(from: EpochMs, to: EpochMs, by: BurnUpBy, timeZone: string): EpochMs {
  const last =
    by === 'day' ? dayEnd(dateOf(to, timeZone), timeZone) : weekBounds(weekOf(to, timeZone), timeZone).end - 1
  return from <= last ? Math.min(from, to) : from
}
