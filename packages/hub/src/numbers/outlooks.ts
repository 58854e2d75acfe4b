import { dateOf, type EpochMs, type Outlook, outlookInSteps } from '@throughline/plan'
import type { PlanVersionRecord, Portfolio } from '@throughline/store'
import type { Facts } from './facts.ts'
import { givingWay } from './giving-way.ts'
import { keptOutlook } from './kept-outlooks.ts'

/**
 * Answers outlooks of a plan as of instants. Each takes thousands of trials, so the present one is computed once for a
 * portfolio, plan version and day, when somebody asks for it; never while a plan is settled. It gives way to other
 * requests, and whoever asks meanwhile shares it.
 */
export function outlooks(
  portfolio: Portfolio,
  { version }: Pick<PlanVersionRecord, 'version'>,
  facts: Facts,
): (at: EpochMs) => Promise<Outlook> {
  const { plan, side, manualValues, now } = facts
  // What people enter by hand, progress and KPI values, moves no revision.
  const entered = JSON.stringify([
    plan.objectives.map((one) => one.deliverables.map((part) => part.entries)),
    manualValues,
  ])
  return (asked) => {
    const at = Math.min(asked, now)
    const moment = at === now ? dateOf(now, plan.timeZone) : at
    const key = `${version} ${moment} ${side?.revision} ${side?.sideRevision} ${entered}`
    return keptOutlook(portfolio, key, () => givingWay(outlookInSteps({ ...facts, at })))
  }
}
