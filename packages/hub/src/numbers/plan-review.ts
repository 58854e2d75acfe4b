import { compileLinker, linkItems, outlookInSteps, type PlanReview, parsePlan, reviewPlan } from '@throughline/plan'
import type { Hub } from '../context.ts'
import { withEnteredProgress } from '../plans/stored-plan.ts'
import { basisOf, currentFacts } from './basis.ts'
import { givingWay } from './giving-way.ts'
import { keptNow } from './kept-answers.ts'
import { askedInstant, type Moments } from './known-moment.ts'
import { reviewFacts } from './review-facts.ts'

/** What in a plan makes plans fail, now or as of a past instant or date, as known now or then. */
export async function planReview(hub: Hub, id: string, options: Moments = {}): Promise<PlanReview> {
  return keptNow(hub, { plan: id, question: 'review', moments: options }, () => computeReview(hub, id, options))
}

async function computeReview(hub: Hub, id: string, options: Moments): Promise<PlanReview> {
  const basis = await basisOf(hub, id, options)
  const { plan, record, now, knownAt } = basis
  const asOf = askedInstant({ plan, now }, options)
  return reviewPlan({
    ...(await reviewFacts(hub, plan, asOf, knownAt)),
    ...basis,
    version: record.version,
    asOf,
    outlook: await basis.outlookAt(asOf),
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
  const { facts } = await currentFacts(hub, plan)
  const { items, now } = facts
  const links = linkItems(compileLinker(plan), items)
  return reviewPlan({
    ...(await reviewFacts(hub, plan, now)),
    ...facts,
    revisedAt: now,
    storedAt: null,
    version: 0,
    links,
    asOf: now,
    outlook: await givingWay(outlookInSteps({ ...facts, links, at: now })),
  })
}
