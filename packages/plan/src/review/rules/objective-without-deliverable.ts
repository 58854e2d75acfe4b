import type { ReviewRule } from '../review-rule.ts'
import { objectivesOf } from '../subjects.ts'

/** An aim that nobody promised anything for. */
export const objectiveWithoutDeliverable: ReviewRule = {
  name: 'objective-without-deliverable',
  severity: 'error',
  looksFor: 'An objective without deliverables or links of its own, or with cancelled and dropped ones alone.',
  why: 'An objective that nothing delivers is a wish: nobody works on it and nobody can say how far it is.',
  remedy: 'Add the deliverables that bring it about, or drop the objective.',
  find: ({ plan, objectives }) =>
    objectivesOf(plan).flatMap(({ objective, subject }) => {
      const deliverables = objectives.get(objective.id)?.deliverables ?? []
      if (deliverables.length === 0) return [{ subject, says: 'It has no deliverable and no linked work.' }]
      const isLeft = deliverables.some(({ standing }) => standing !== 'left_out')
      return isLeft ? [] : [{ subject, says: 'All its deliverables are cancelled, or their work is dropped.' }]
    }),
}
