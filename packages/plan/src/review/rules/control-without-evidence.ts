import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** A control on paper. */
export const controlWithoutEvidence: ReviewRule = {
  name: 'control-without-evidence',
  severity: 'error',
  looksFor: 'A control that is in place or partly so, and that no finished work item proves.',
  why: 'An auditor believes what can be shown; a control without evidence counts as missing.',
  remedy: 'Link the tasks that carry it out under `evidence`, or set its status back to planned.',
  find: ({ plan, parts }) =>
    paired(parts.controls, subjectsOf('control', 'controls', plan.controls))
      .filter(({ part }) => part.status === 'in_place' || part.status === 'partial')
      .filter(({ part }) => part.evidence.state === 'none')
      .map(({ subject }) => ({ subject, says: 'No finished work item proves it.' })),
}
