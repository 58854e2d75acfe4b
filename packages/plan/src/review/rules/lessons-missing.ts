import { percentText, plural } from '../../measure/words.ts'
import type { ProjectStanding } from '../../parts/portfolio/project-standing.ts'
import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** A mistake that was paid for and not learned from. */
export const lessonsMissing: ReviewRule = {
  name: 'lessons-missing',
  severity: 'info',
  threshold: { value: 0.1, unit: 'of cost or scope beyond the plan' },
  looksFor: 'A past project that ended late, or grew or cost more than planned by more than this, without a lesson.',
  why: 'Who does not ask why the last project slipped plans the next one in the same way.',
  remedy: 'Ask those who were there, and write down what is done differently now under `lessons`.',
  find: ({ plan, parts }, beyond) =>
    paired(parts.projects, subjectsOf('project', 'projects', plan.projects)).flatMap(({ part, subject }) => {
      const slips = slipsOf(part, beyond)
      if (slips.length === 0 || part.lessons.length > 0) return []
      return [{ subject, says: `It ${slips.join(' and ')}, and no lesson is written down.` }]
    }),
}

function slipsOf({ daysOver, costOver, scopeGrowth }: ProjectStanding, beyond: number): string[] {
  return [
    ...(daysOver !== null && daysOver > 0 ? [`ended ${plural(daysOver, 'day')} late`] : []),
    ...(costOver !== null && costOver > beyond ? [`cost ${percentText(costOver)} more than planned`] : []),
    ...(scopeGrowth !== null && scopeGrowth > beyond ? [`grew by ${percentText(scopeGrowth)}`] : []),
  ]
}
