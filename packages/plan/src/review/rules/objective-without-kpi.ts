import type { KpiMeasure } from '../../document/kpi-measure.ts'
import type { Objective } from '../../document/objective.ts'
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
      .filter(
        ({ objective }) => !plan.kpis.some((kpi) => kpi.objective === objective.id || measures(kpi.measure, objective)),
      )
      .map(({ subject }) => ({ subject, says: 'No KPI belongs to it.' })),
}

/** Whether a measure, or either side of a ratio, looks at an objective or one of its deliverables. */
function measures({ where, of, to }: KpiMeasure, objective: Objective): boolean {
  const own = new Set(objective.deliverables.map(({ id }) => id))
  const looks =
    (where?.objectives ?? []).includes(objective.id) || (where?.deliverables ?? []).some((id) => own.has(id))
  return looks || [of, to].some((side) => side !== null && measures(side, objective))
}
