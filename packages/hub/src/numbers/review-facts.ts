import { dayEnd, diffPlans, type Plan, type ReviewFacts } from '@throughline/plan'
import { findPlan, findPlanAt, lastReportAt, releasesNamed } from '@throughline/store'
import type { Hub } from '../context.ts'
import { readDocument } from '../plans/read-document.ts'

/** What a review as of an instant knows beside the plan and its work: releases, reports, versions of the document. */
export async function reviewFacts(hub: Hub, plan: Plan, asOf: number): Promise<ReviewFacts> {
  const names = plan.milestones.flatMap(({ release }) => release?.name ?? [])
  const [releases, reported, newest, changesSince] = await Promise.all([
    releasesNamed(hub.database, names),
    lastReportAt(hub.database, plan.id, asOf),
    findPlan(hub.database, plan.id),
    changesSinceReviews(hub, plan),
  ])
  return { releases, lastReportAt: reported, revisedAt: newest?.createdAt ?? null, changesSince }
}

/** What changed in a plan since the end of each day on which a review was held; without those that the hub did not see. */
async function changesSinceReviews(hub: Hub, plan: Plan): Promise<ReadonlyMap<string, readonly string[]>> {
  const changes = new Map<string, readonly string[]>()
  for (const { date } of plan.reviews) {
    const then = await findPlanAt(hub.database, plan.id, dayEnd(date, plan.timeZone))
    if (then === null) continue
    changes.set(
      date,
      diffPlans(readDocument(then), plan).map(({ text }) => text),
    )
  }
  return changes
}
