import type { ReviewRule } from '../review-rule.ts'
import { paired, subjectsOf } from '../subjects.ts'

/** A benchmark that measures nothing. */
export const kpiWithoutData: ReviewRule = {
  name: 'kpi-without-data',
  severity: 'warning',
  looksFor: 'A KPI without a value in the last complete week.',
  why: 'A KPI that has no data looks calm for months and then fails the plan in one meeting.',
  remedy: 'Correct what it measures, sync what it needs, or enter its values by hand.',
  find: ({ plan, kpis }) =>
    paired(kpis, subjectsOf('kpi', 'kpis', plan.kpis))
      .filter(({ part }) => part.current === null)
      .map(({ part, subject }) => ({ subject, says: part.note ?? `It has no value in ${part.week}.` })),
}
