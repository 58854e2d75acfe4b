import {
  compileLinker,
  linkItems,
  outlookOf,
  type PlanReview,
  parsePlan,
  resolveInstant,
  reviewPlan,
} from '@throughline/plan'
import type { Hub } from '../context.ts'
import { getLivePlan, withEnteredProgress } from '../plans/stored-plan.ts'
import { dataFreshness } from './data-freshness.ts'
import { kpiInput } from './kpis.ts'
import { outlooks } from './outlooks.ts'
import { currentPortfolio } from './portfolio.ts'
import { reviewFacts } from './review-facts.ts'

/** What in a plan makes plans fail, now or as of a past instant or date. */
export async function planReview(
  hub: Hub,
  id: string,
  options: { readonly asOf?: string | undefined } = {},
): Promise<PlanReview> {
  const stored = await getLivePlan(hub, id)
  const { plan, record } = stored
  const { entries, ...input } = await kpiInput(hub, plan)
  const asOf = options.asOf === undefined ? input.now : resolveInstant(options.asOf, plan.timeZone)
  return reviewPlan({
    ...(await reviewFacts(hub, plan, asOf)),
    ...input,
    version: record.version,
    asOf,
    data: await dataFreshness(hub),
    outlook: (await outlooks(hub, stored, await currentPortfolio(hub, id), input.now))(asOf),
    manualValues: Object.groupBy(entries, ({ kpi }) => kpi),
  })
}

/**
 * Reviews a document against the work the hub holds, and stores nothing: its links are made as if it had been applied.
 * Throws ValidationError with the lines at fault.
 */
export async function reviewDocument(
  hub: Hub,
  document: { readonly text: string; readonly format: 'yaml' | 'json' },
): Promise<PlanReview> {
  const plan = await withEnteredProgress(hub, parsePlan(document.text, document.format))
  const { entries, items, side, now } = await kpiInput(hub, plan)
  const links = linkItems(compileLinker(plan), items)
  const manualValues = Object.groupBy(entries, ({ kpi }) => kpi)
  return reviewPlan({
    ...(await reviewFacts(hub, plan, now)),
    revisedAt: now,
    storedAt: null,
    plan,
    version: 0,
    items,
    links,
    side,
    asOf: now,
    now,
    data: await dataFreshness(hub),
    outlook: outlookOf({ plan, items, links, side, at: now, manualValues }),
    manualValues,
  })
}
