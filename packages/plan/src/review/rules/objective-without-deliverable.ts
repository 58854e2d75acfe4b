import type { ReviewRule } from '../review-rule.ts'
import { objectivesOf } from '../subjects.ts'

/** An aim that nobody promised anything for. */
export const objectiveWithoutDeliverable: ReviewRule = {
  name: 'objective-without-deliverable',
  severity: 'error',
  looksFor: 'An objective with neither deliverables nor links of its own.',
  why: 'An objective that nothing delivers is a wish: nobody works on it and nobody can say how far it is.',
  remedy: 'Add the deliverables that bring it about, or drop the objective.',
  find: ({ plan }) =>
    objectivesOf(plan)
      .filter(({ objective }) => objective.deliverables.length === 0 && objective.selectors.length === 0)
      .map(({ subject }) => ({ subject, says: 'It has no deliverable and no linked work.' })),
}
