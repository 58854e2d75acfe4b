import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** A control that was lived once. */
export const controlEvidenceStale: ReviewRule = {
  name: 'control-evidence-stale',
  severity: 'warning',
  looksFor: 'A control whose newest evidence is older than its `freshDays`.',
  why: 'A drill of last year says nothing about today, neither to an attacker nor to an auditor.',
  remedy: 'Do it again and close the task that records it.',
  find: ({ plan, parts }) =>
    paired(parts.controls, subjectsOf('control', 'controls', plan.controls)).flatMap(({ part, subject }) => {
      const { state, newest } = part.evidence
      if (state !== 'stale' || newest === null) return []
      const says = `Its newest evidence, ${newest.key}, is of ${newest.done} and counts for ${part.freshDays} days.`
      return [{ subject, says }]
    }),
}
