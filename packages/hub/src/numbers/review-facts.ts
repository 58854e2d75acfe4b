import { dateOf, dayEnd, diffPlans, type EpochMs, type Plan, type ReviewFacts } from '@throughline/plan'
import { findPlan, findPlanAt, lastReportAt, releasesNamed } from '@throughline/store'
import type { Hub } from '../context.ts'
import { readDocument } from '../plans/read-document.ts'

/**
 * What a review as of an instant knows beside the plan and its work: releases, reports, versions of the document; of those that
 * were known at `knownAt` where given.
 */
export async function reviewFacts(hub: Hub, plan: Plan, asOf: EpochMs, knownAt?: EpochMs): Promise<ReviewFacts> {
  const names = plan.milestones.flatMap(({ release }) => release?.name ?? [])
  const [releases, reported, first, standing, changesSince] = await Promise.all([
    releasesNamed(hub.database, names, knownAt),
    lastReportAt(hub.database, plan.id, asOf, knownAt),
    findPlan(hub.database, plan.id, 1),
    findPlanAt(hub.database, plan.id, asOf, knownAt),
    changesSinceReviews(hub, plan, asOf, knownAt),
  ])
  const storedAt = first?.createdAt ?? null
  return { releases, lastReportAt: reported, storedAt, revisedAt: standing?.createdAt ?? null, changesSince }
}

/**
 * What changed in a plan since the end of each day on which a review was held; without those that the hub did not see,
 * and without the writing down of the review itself, which comes after it.
 */
async function changesSinceReviews(
  hub: Hub,
  plan: Plan,
  asOf: EpochMs,
  knownAt: EpochMs | undefined,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const today = dateOf(asOf, plan.timeZone)
  const held = plan.reviews
    .filter(({ date }) => date <= today)
    .map(({ date }) => ({ date, end: Math.min(dayEnd(date, plan.timeZone), asOf) }))
  const found = await Promise.all(
    held.map(async ({ date, end }): Promise<[string, readonly string[]][]> => {
      const then = await findPlanAt(hub.database, plan.id, end, knownAt)
      if (then === null) return []
      const texts = diffPlans(readDocument(then), plan).map(({ text }) => text)
      return [[date, texts.filter((text) => !text.startsWith(`Review of ${date}`))]]
    }),
  )
  return new Map(found.flat())
}
