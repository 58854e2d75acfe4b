import type { ReviewRule } from '../review-rule.ts'
import { subjectsOfKpis } from '../subjects.ts'

/** A benchmark without a starting point. */
export const kpiWithoutBaseline: ReviewRule = {
  name: 'kpi-without-baseline',
  severity: 'warning',
  looksFor: 'A KPI without a baseline or without a target.',
  why: 'Nobody can say whether a number is good without knowing where it came from and where it was to go.',
  remedy: 'Take the value before the plan began as `baseline`, and agree on a `target`.',
  find({ plan }) {
    const subjects = subjectsOfKpis(plan)
    return plan.kpis.flatMap(({ id, baseline, target }) => {
      const subject = subjects.get(id)
      if (subject === undefined || (baseline !== null && target !== null)) return []
      const missing =
        baseline === null ? (target === null ? 'neither baseline nor target' : 'no baseline') : 'no target'
      return [{ subject, says: `It has ${missing}.` }]
    })
  },
}
