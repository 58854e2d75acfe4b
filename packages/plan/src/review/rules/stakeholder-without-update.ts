import { dateOf } from '../../calendar/instant.ts'
import { plural } from '../../measure/words.ts'
import { daysBetween } from '../../parts/days.ts'
import type { ReviewRule, Subject } from '../review-rule.ts'

/** Poor communication: somebody whose consent is needed hears nothing. */
export const stakeholderWithoutUpdate: ReviewRule = {
  name: 'stakeholder-without-update',
  severity: 'warning',
  threshold: { value: 30, unit: 'days' },
  looksFor: 'A stakeholder who has had no update for longer than this, or none since the plan is there.',
  why: 'Those who hear nothing expect the worst, or something else than they will get.',
  remedy: 'Send them the weekly report (`receives: weekly-report`), or talk to them and note the day.',
  find: ({ plan, parts, today, storedAt }, days) =>
    parts.stakeholders.flatMap(({ id, name, lastUpdate }) => {
      // Before the plan was there, nobody could hear of it.
      const known = storedAt === null ? today : dateOf(storedAt, plan.timeZone)
      const since = lastUpdate?.date ?? (known > plan.period.start ? known : plan.period.start)
      const silent = daysBetween(since, today)
      if (silent <= days) return []
      const place = plan.stakeholders.findIndex((each) => each.id === id)
      const subject: Subject = { kind: 'stakeholder', id, title: name, pointer: `/stakeholders/${place}` }
      const says =
        lastUpdate === null
          ? `They received no update in the ${plural(silent, 'day')} since ${since}.`
          : `Their last update was on ${since}, ${plural(silent, 'day')} ago.`
      return [{ subject, says }]
    }),
}
