import { namesWork } from '../../parts/risk/risk.ts'
import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** A danger that is known and left to itself. */
export const riskWithoutMitigation: ReviewRule = {
  name: 'risk-without-mitigation',
  severity: 'error',
  threshold: { value: 6, unit: 'of 25 (exposure)' },
  looksFor: 'An open risk of at least this exposure, to be reduced or avoided, whose mitigation names no work.',
  why: 'A risk that is only written down is an excuse prepared in advance.',
  remedy: 'Link the work that makes it smaller under `mitigation`, or accept or transfer it on purpose (`response`).',
  find({ plan, parts }, exposure) {
    const bare = new Set(plan.risks.filter((risk) => !namesWork(risk)).map(({ id }) => id))
    return paired(parts.risks, subjectsOf('risk', 'risks', plan.risks))
      .filter(
        ({ part }) =>
          part.status === 'open' && (part.response === 'reduce' || part.response === 'avoid') && bare.has(part.id),
      )
      .filter(({ part }) => (part.exposure ?? 0) >= exposure)
      .map(({ part, subject }) => ({
        subject,
        says: `Its exposure is ${part.exposure} of 25, and no work mitigates it.`,
      }))
  },
}
