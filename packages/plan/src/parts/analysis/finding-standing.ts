import type { PartContext } from '../part-context.ts'
import { type Feedback, type Finding, findingsOf } from './analysis.ts'

/** A finding with the objectives that answer it. */
export interface FindingStanding extends Finding, Partial<Pick<Feedback, 'method' | 'date' | 'participants'>> {
  readonly kind: 'strength' | 'weakness' | 'opportunity' | 'threat' | 'need' | 'feedback'
  readonly answeredBy: readonly { readonly objective: string; readonly progress: number | null }[]
}

/** Every finding of the analysis, in document order, with how far it is answered. */
export function findingStandings({ plan, objectives }: PartContext): FindingStanding[] {
  const { swot, needs } = plan.analysis
  const kindOf = (finding: Finding): FindingStanding['kind'] => {
    if (swot.strengths.includes(finding)) return 'strength'
    if (swot.weaknesses.includes(finding)) return 'weakness'
    if (swot.opportunities.includes(finding)) return 'opportunity'
    if (swot.threats.includes(finding)) return 'threat'
    return needs.includes(finding) ? 'need' : 'feedback'
  }
  return findingsOf(plan.analysis).map((finding) => ({
    ...finding,
    kind: kindOf(finding),
    answeredBy: plan.objectives
      .filter(({ answers }) => answers.includes(finding.id))
      .map(({ id }) => ({ objective: id, progress: objectives.get(id)?.progress ?? null })),
  }))
}
