import type { PartsStanding } from '../parts/parts-standing.ts'
import type { PlanReview } from '../review/review-plan.ts'
import type { Attention } from './report-news.ts'

/**
 * The risks and controls that the review of the plan finds something about, each once with all that is found, the gravest
 * first. What needs attention is thereby what the plan's own rules and thresholds say, silenced ones left out.
 */
export function attentionOf(parts: PartsStanding, { findings }: PlanReview): Attention[] {
  const found = new Map<string, Attention>()
  for (const { subject, severity, says, remedy } of findings) {
    const { kind, id, title } = subject
    if (kind !== 'risk' && kind !== 'control') continue
    const key = `${kind} ${id}`
    const known = found.get(key) ?? {
      kind,
      id,
      title,
      severity,
      ...standingOf(kind, id, parts),
      says: [],
      remedies: [],
    }
    // Findings come the gravest first, so the first severity stays.
    found.set(key, { ...known, says: [...known.says, says], remedies: [...known.remedies, remedy] })
  }
  return [...found.values()]
}

function standingOf(kind: 'risk' | 'control', id: string, { risks, controls }: PartsStanding) {
  const risk = kind === 'risk' ? risks.find((each) => each.id === id) : undefined
  const control = kind === 'control' ? controls.find((each) => each.id === id) : undefined
  return { owner: (risk ?? control)?.owner ?? null, exposure: risk?.exposure ?? null }
}
