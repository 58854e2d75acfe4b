import { findPlanAt } from '@throughline/store'
import type { Hub } from '../context.ts'
import { askedInstant, knownMoment, type Moments } from '../numbers/known-moment.ts'
import { readDocument } from './read-document.ts'
import { getPlan, noPlanThen, type StoredPlan } from './stored-plan.ts'

/** The version of a plan that was the newest at an instant, and was known then; throws NotFoundError, also where it had none yet. */
export async function planThen(hub: Hub, id: string, moments: Moments): Promise<StoredPlan> {
  const newest = await getPlan(hub, id)
  if (moments.asOf === undefined && moments.knownAt === undefined) return newest
  const knownAt = await knownMoment(hub, id, moments)
  const at = askedInstant({ plan: newest.plan, now: knownAt ?? hub.clock() }, moments)
  const record = await findPlanAt(hub.database, id, at, knownAt)
  if (record === null) throw noPlanThen(id, Math.min(at, knownAt ?? at))
  return { record, plan: readDocument(record) }
}
