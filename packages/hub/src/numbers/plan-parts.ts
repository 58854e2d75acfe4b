import { isoInstant, judgeParts, type PartsStanding } from '@throughline/plan'
import type { Hub } from '../context.ts'
import { basisOf } from './basis.ts'
import { keptNow } from './kept-answers.ts'
import { askedInstant, type Moments } from './known-moment.ts'
import { reviewFacts } from './review-facts.ts'

/** Every part of a plan beside its objectives and KPIs, as of an instant. */
export interface PlanPartsAt extends PartsStanding {
  readonly plan: string
  readonly title: string
  readonly version: number
  readonly asOf: string
  readonly timeZone: string
}

/** What linked work says about every other part of a plan, now or as of a past instant or date, as known now or then. */
export async function planParts(hub: Hub, id: string, options: Moments = {}): Promise<PlanPartsAt> {
  return keptNow(hub, { plan: id, question: 'parts', moments: options }, () => computeParts(hub, id, options))
}

async function computeParts(hub: Hub, id: string, options: Moments): Promise<PlanPartsAt> {
  const { plan, record, items, links, now, knownAt } = await basisOf(hub, id, options)
  const at = askedInstant({ plan, now }, options)
  const parts = judgeParts({ ...(await reviewFacts(hub, plan, at, knownAt)), plan, items, links, at })
  const { title, timeZone } = plan
  return { plan: plan.id, title, version: record.version, asOf: isoInstant(at), timeZone, ...parts }
}
