import { plural } from '../../measure/words.ts'
import type { ReviewRule, Subject } from '../review-rule.ts'

/** A question that blocks and that nobody answers. */
export const decisionOverdue: ReviewRule = {
  name: 'decision-overdue',
  severity: 'warning',
  threshold: { value: 30, unit: 'days' },
  looksFor: 'A decision that was asked of a stakeholder longer ago than this and is still open.',
  why: 'Work that waits for a decision is late before anybody has done anything wrong.',
  remedy: 'Ask again with the options, their price and the date by which silence becomes an answer.',
  find: ({ plan, parts }, days) =>
    parts.stakeholders.flatMap(({ id, name, decisions }) => {
      const place = plan.stakeholders.findIndex((each) => each.id === id)
      const subject: Subject = { kind: 'stakeholder', id, title: name, pointer: `/stakeholders/${place}` }
      return decisions
        .filter((decision) => decision.isOpen && decision.days > days)
        .map(({ question, asked, days: waited }) => ({
          subject,
          says: `“${question}” was asked on ${asked}, ${plural(waited, 'day')} ago, and is not decided.`,
        }))
    }),
}
