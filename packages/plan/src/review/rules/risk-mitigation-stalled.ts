import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** A danger that grows, or whose remedy stands still. */
export const riskMitigationStalled: ReviewRule = {
  name: 'risk-mitigation-stalled',
  severity: 'warning',
  looksFor:
    'An open risk that is raised: its mitigation has no work or has not moved for `health.quietDaysMax` days, or its exposure rose.',
  why: 'Mitigation is what gets postponed first, and missed most.',
  remedy: 'Ask its owner what stands in the way, and give the work a date.',
  find: ({ plan, parts }) =>
    paired(parts.risks, subjectsOf('risk', 'risks', plan.risks))
      .filter(({ part }) => part.isRaised)
      .map(({ part, subject }) => ({ subject, says: part.reasons.join(' ') })),
}
