import type { ReviewRule } from '../review-rule.ts'
import { activeDeliverablesOf } from '../subjects.ts'

/** A plan that puts the roof on before the walls. */
export const dependencyOutOfOrder: ReviewRule = {
  name: 'dependency-out-of-order',
  severity: 'error',
  looksFor: 'A deliverable that is due before one that it depends on.',
  why: 'One of the two dates cannot be kept, whatever anybody does.',
  remedy: 'Move one of the dates, or drop the dependency if it is none.',
  find(context) {
    const active = activeDeliverablesOf(context)
    const dues = new Map(active.map(({ deliverable }) => [deliverable.id, deliverable.due]))
    return active.flatMap(({ deliverable: { due, dependsOn }, subject }) =>
      dependsOn.flatMap((id) => {
        const otherDue = dues.get(id) ?? null
        if (due === null || otherDue === null || otherDue <= due) return []
        return [{ subject, says: `It is due on ${due} and depends on ${id}, which is due only on ${otherDue}.` }]
      }),
    )
  },
}
