import type { findingsOf } from '../../parts/analysis/analysis.ts'
import type { ReviewRule } from '../review-rule.ts'

/** A need that was found out and forgotten. */
export const findingUnanswered: ReviewRule = {
  name: 'finding-unanswered',
  severity: 'info',
  looksFor: 'A weakness, a threat, a need or feedback that no objective answers.',
  why: 'People who were asked and got no answer are not asked a second time with success.',
  remedy: 'Name it under `answers` of the objective that meets it, or tell those who said it why not.',
  find: ({ plan, parts }) =>
    parts.findings
      .filter(({ kind, answeredBy }) => answeredBy.length === 0 && kind !== 'strength' && kind !== 'opportunity')
      .map(({ id, text, kind }) => ({
        subject: { kind: 'finding', id, title: text, pointer: pointerOf(plan.analysis, id) },
        says: `No objective answers this ${kind}.`,
      })),
}

function pointerOf(analysis: Parameters<typeof findingsOf>[0], id: string): string {
  const lists = { ...Object.fromEntries(Object.entries(analysis.swot).map(([side, list]) => [`swot/${side}`, list])) }
  const all = Object.entries({ ...lists, needs: analysis.needs, feedback: analysis.feedback })
  for (const [list, findings] of all) {
    const index = findings.findIndex((finding) => finding.id === id)
    if (index >= 0) return `/analysis/${list}/${index}`
  }
  return '/analysis'
}
