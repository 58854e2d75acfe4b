import { plural } from '../../measure/words.ts'
import type { ReviewRule } from '../review-rule.ts'
import { subjectsOfKpis } from '../subjects.ts'

/** A benchmark that measures nothing. */
export const kpiWithoutData: ReviewRule = {
  name: 'kpi-without-data',
  severity: 'warning',
  threshold: { value: 4, unit: 'weeks' },
  looksFor: 'A KPI whose period has begun and that had no value in any of the last so many complete weeks.',
  why: 'A KPI that has no data looks calm for months and then fails the plan in one meeting.',
  remedy: 'Correct what it measures, sync what it needs, or enter its values by hand.',
  find({ plan, today, kpiValues }, weeks) {
    const subjects = subjectsOfKpis(plan)
    return plan.kpis.flatMap((kpi) => {
      const subject = subjects.get(kpi.id)
      if (subject === undefined || kpi.period.start > today || weeks < 1) return []
      const values = kpiValues(kpi, weeks)
      if (values.some(({ value }) => value !== null)) return []
      const note = values.at(-1)?.note
      const says = `It had no value in the last ${plural(weeks, 'week')}.`
      return [{ subject, says: note === undefined ? says : `${says} ${note}` }]
    })
  },
}
