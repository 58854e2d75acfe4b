import { dateOf } from '../../calendar/instant.ts'
import { daysBetween } from '../../parts/days.ts'
import { planSubject, type ReviewRule } from '../review-rule.ts'

/** Inflexibility: a plan that the world left behind. */
export const planNotRevised: ReviewRule = {
  name: 'plan-not-revised',
  severity: 'warning',
  threshold: { value: 90, unit: 'days' },
  looksFor: 'A plan whose document has not changed, and that was not reviewed, for longer than this.',
  why: 'A plan that nobody changes is a plan that nobody uses: the world moves on without it.',
  remedy: 'Hold a review, change what no longer holds, and note the day under `reviews`.',
  find({ plan, parts, revisedAt, today }, days) {
    const reviewed = parts.reviews.at(-1)?.date ?? null
    const revised = revisedAt === null ? null : dateOf(revisedAt, plan.timeZone)
    const last = [reviewed, revised]
      .filter((date) => date !== null)
      .sort()
      .at(-1)
    if (last === undefined || daysBetween(last, today) <= days) return []
    const says = `It was last ${last === reviewed ? 'reviewed' : 'changed'} on ${last}, ${daysBetween(last, today)} days ago.`
    return [{ subject: planSubject(plan, 'reviews'), says }]
  },
}
