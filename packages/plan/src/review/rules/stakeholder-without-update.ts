import type { ReviewRule, Subject } from '../review-rule.ts'

/** Poor communication: somebody whose consent is needed hears nothing. */
export const stakeholderWithoutUpdate: ReviewRule = {
  name: 'stakeholder-without-update',
  severity: 'warning',
  threshold: { value: 30, unit: 'days' },
  looksFor: 'A stakeholder who has had no update for longer than this, or never.',
  why: 'Those who hear nothing expect the worst, or something else than they will get.',
  remedy: 'Send them the weekly report (`receives: weekly-report`), or talk to them and note the day.',
  find: ({ plan, parts }, days) =>
    parts.stakeholders.flatMap(({ id, name, lastUpdate, daysSinceUpdate }) => {
      if (daysSinceUpdate !== null && daysSinceUpdate <= days) return []
      const place = plan.stakeholders.findIndex((each) => each.id === id)
      const subject: Subject = { kind: 'stakeholder', id, title: name, pointer: `/stakeholders/${place}` }
      const says =
        lastUpdate === null
          ? 'They never received an update.'
          : `Their last update was on ${lastUpdate.date}, ${daysSinceUpdate} days ago.`
      return [{ subject, says }]
    }),
}
