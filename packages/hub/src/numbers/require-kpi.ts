import { NotFoundError } from '@throughline/errors'
import type { Kpi, Plan } from '@throughline/plan'

/** A KPI of a plan by its id; throws NotFoundError with the ids there are. */
export function requireKpi(plan: Plan, id: string): Kpi {
  const kpi = plan.kpis.find((each) => each.id === id)
  if (kpi === undefined) {
    const known = plan.kpis.map((each) => each.id).join(', ')
    throw new NotFoundError('kpi.not_found', `Plan ${plan.id} has no KPI ${id}. It has ${known || 'none'}.`)
  }
  return kpi
}
