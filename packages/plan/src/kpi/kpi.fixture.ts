import type { Kpi } from '../document/kpi.ts'
import type { PlanDocument } from '../document/plan.ts'
import { smallPlan } from '../measure/random-portfolio.fixture.ts'
import type { SideFacts } from './side-facts.ts'

type KpiInput = Exclude<NonNullable<PlanDocument['kpis']>[number], { readonly preset: string }>

/** A measure as the document writes it. */
export type Measure = KpiInput['measure']

/** A KPI of {@link smallPlan} with the given measure, beside the plan. */
export function kpiOf(measure: Measure, overrides: Partial<KpiInput> = {}): Kpi {
  const [kpi] = smallPlan({ kpis: [{ id: 'kpi', title: 'A KPI', measure, ...overrides }] }).kpis
  if (kpi === undefined) throw new Error('the plan has lost its KPI')
  return kpi
}

/** Side facts with nothing in them, to be overridden. */
export function sideFacts(overrides: Partial<SideFacts> = {}): SideFacts {
  const reviews = { firstAt: new Map(), unknownSince: new Map() }
  return { deliveries: [], readings: [], reviews, sprintStays: new Map(), waits: new Map(), ...overrides }
}
