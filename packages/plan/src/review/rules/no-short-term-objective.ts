import { plural } from '../../measure/words.ts'
import { planSubject, type ReviewRule } from '../review-rule.ts'

/** A plan that shows nothing before it is over. */
export const noShortTermObjective: ReviewRule = {
  name: 'no-short-term-objective',
  severity: 'info',
  looksFor: 'A plan that has long-term objectives and no short-term one.',
  why: 'Without early results a plan loses its supporters before the late ones come.',
  remedy: 'Name a result that can be shown within the year as an objective with `horizon: short`.',
  find({ plan }) {
    const horizons = plan.objectives.map(({ horizon }) => horizon)
    if (!horizons.includes('long') || horizons.includes('short')) return []
    const long = horizons.filter((horizon) => horizon === 'long').length
    return [
      {
        subject: planSubject(plan, 'objectives'),
        says: `${plural(long, 'objective is', 'objectives are')} long-term, none is short-term.`,
      },
    ]
  },
}
