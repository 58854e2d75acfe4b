import { dateOf, type EpochMs, type Outlook, outlookOf } from '@throughline/plan'
import { listKpiEntries, type Portfolio } from '@throughline/store'
import type { Hub } from '../context.ts'
import type { StoredPlan } from '../plans/stored-plan.ts'
import { keptOutlook } from './kept-outlooks.ts'
import { currentSideFacts } from './side-facts.ts'

/**
 * Answers outlooks of a plan as of instants. Each takes thousands of trials, so the present one is computed once for a
 * revision, plan version and day, when somebody asks for it; never while a plan is settled.
 */
export async function outlooks(
  hub: Hub,
  { plan, record }: StoredPlan,
  portfolio: Portfolio,
  now: EpochMs,
): Promise<(at: EpochMs) => Outlook> {
  const { items, links } = portfolio
  const entries = await listKpiEntries(hub.database, plan.id)
  const side = await currentSideFacts(hub, plan)
  const manualValues = Object.groupBy(entries, ({ kpi }) => kpi)
  // What people enter by hand, progress and KPI values, moves no revision.
  const entered = JSON.stringify([plan.objectives.map((one) => one.deliverables.map((part) => part.entries)), entries])
  return (asked) => {
    const at = Math.min(asked, now)
    const moment = at === now ? dateOf(now, plan.timeZone) : at
    const key = `${record.version} ${moment} ${side?.revision} ${side?.sideRevision} ${entered}`
    return keptOutlook(portfolio, key, () => outlookOf({ plan, items, links, side, at, manualValues }))
  }
}
