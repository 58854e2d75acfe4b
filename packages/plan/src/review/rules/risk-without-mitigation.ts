import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** A danger that is known and left to itself. */
export const riskWithoutMitigation: ReviewRule = {
  name: 'risk-without-mitigation',
  severity: 'error',
  threshold: { value: 6, unit: 'of 25 (exposure)' },
  looksFor: 'An open risk of at least this exposure, not accepted, that no work mitigates.',
  why: 'A risk that is only written down is an excuse prepared in advance.',
  remedy: 'Link the work that makes it smaller under `mitigation`, or accept it on purpose.',
  find: ({ plan, parts }, exposure) =>
    paired(parts.risks, subjectsOf('risk', 'risks', plan.risks))
      .filter(({ part }) => part.status === 'open' && part.response !== 'accept')
      .filter(({ part }) => (part.exposure ?? 0) >= exposure && part.mitigation?.progress == null)
      .map(({ part, subject }) => ({
        subject,
        says: `Its exposure is ${part.exposure} of 25, and no work mitigates it.`,
      })),
}
