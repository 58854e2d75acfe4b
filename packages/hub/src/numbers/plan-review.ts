import {
  compileLinker,
  isoInstant,
  linkItems,
  type PartsStanding,
  type Plan,
  type PlanReview,
  parsePlan,
  resolveInstant,
  reviewPlan,
} from '@throughline/plan'
import type { Hub } from '../context.ts'
import { getLivePlan, withEnteredProgress } from '../plans/stored-plan.ts'
import { dataFreshness } from './data-freshness.ts'
import { kpiInput } from './kpis.ts'
import { reviewFacts } from './review-facts.ts'

/** Every part of a plan beside its objectives and KPIs, as of an instant. */
export interface PlanPartsAt extends PartsStanding {
  readonly plan: string
  readonly title: string
  readonly version: number
  readonly asOf: string
  readonly timeZone: string
}

/** What linked work says about every other part of a plan, now or as of a past instant or date. */
export async function planParts(
  hub: Hub,
  id: string,
  options: { readonly asOf?: string | undefined } = {},
): Promise<PlanPartsAt> {
  const { plan, record } = await getLivePlan(hub, id)
  const { asOf, parts } = await reviewed(hub, plan, record.version, options.asOf)
  const { title, timeZone } = plan
  return { plan: plan.id, title, version: record.version, asOf: isoInstant(asOf), timeZone, ...parts }
}

/** What in a plan makes plans fail, now or as of a past instant or date. */
export async function planReview(
  hub: Hub,
  id: string,
  options: { readonly asOf?: string | undefined } = {},
): Promise<PlanReview> {
  const { plan, record } = await getLivePlan(hub, id)
  return (await reviewed(hub, plan, record.version, options.asOf)).review
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
  return (await reviewed(hub, plan, null, undefined)).review
}

/** `version` null means a document that is not stored: it is linked here and now. */
async function reviewed(hub: Hub, plan: Plan, version: number | null, moment: string | undefined) {
  const now = hub.clock()
  const asOf = moment === undefined ? now : resolveInstant(moment, plan.timeZone)
  const { entries, items, links } = await kpiInput(hub, plan)
  const facts = await reviewFacts(hub, plan, asOf)
  const outcome = reviewPlan({
    ...facts,
    ...(version === null ? { revisedAt: now } : {}),
    plan,
    version: version ?? 0,
    items,
    links: version === null ? linkItems(compileLinker(plan), items) : links,
    asOf,
    now,
    data: await dataFreshness(hub),
    manualValues: Object.groupBy(entries, ({ kpi }) => kpi) as Record<string, typeof entries>,
  })
  return { asOf, ...outcome }
}
