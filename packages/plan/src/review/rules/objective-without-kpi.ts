import type { Kpi } from '../../document/kpi.ts'
import type { ReviewRule } from '../review-rule.ts'
import { objectivesOf } from '../subjects.ts'

/** An aim whose success nobody will be able to tell. */
export const objectiveWithoutKpi: ReviewRule = {
  name: 'objective-without-kpi',
  severity: 'warning',
  looksFor: 'An objective that no KPI stands beside or measures.',
  why: 'Without a benchmark the objective can be finished and still have changed nothing.',
  remedy: 'Add a KPI with a baseline and a target, and name the objective in it.',
  find: ({ plan }) =>
    objectivesOf(plan)
      .filter(({ objective }) => !plan.kpis.some((kpi) => isAbout(kpi, objective.id)))
      .map(({ subject }) => ({ subject, says: 'No KPI belongs to it.' })),
}

function isAbout({ objective, measure }: Kpi, id: string): boolean {
  return objective === id || (measure.where?.objectives ?? []).includes(id)
}
