import type { PlanDocument } from '@throughline/plan'
import { bigPlan } from '../link/big-plan.ts'

type KpiDocument = Extract<NonNullable<PlanDocument['kpis']>[number], { readonly measure: unknown }>
type Measure = KpiDocument['measure']

/** What the KPIs measure: every kind of item metric, over what is linked, over objectives and over fields of all items. */
const measures: readonly (readonly [unit: string, measure: Measure])[] = [
  ['items', { metric: 'items.done' }],
  ['items', { metric: 'items.created' }],
  ['items', { metric: 'items.open' }],
  ['items', { metric: 'items.wip' }],
  ['days', { metric: 'items.lead_time', stat: 'p85', window: '4w' }],
  ['days', { metric: 'items.cycle_time', stat: 'p50', window: '4w' }],
  ['days', { metric: 'items.age', stat: 'p85' }],
  ['items', { metric: 'items.reopened' }],
  ['pull requests', { metric: 'prs.opened', where: { kind: 'pull_request' } }],
  ['pull requests', { metric: 'prs.merged', where: { kind: 'pull_request' } }],
  ['hours', { metric: 'prs.merge_time', window: '4w', where: { kind: 'pull_request' } }],
  ['hours', { metric: 'prs.age', where: { repo: 'acme/service-1' } }],
  ['items', { metric: 'items.done', where: { labels: 'team-7/*' } }],
  ['days', { metric: 'items.lead_time', stat: 'p50', window: '4w', where: { project: 'PRJ03', types: 'Bug' } }],
  ['items', { metric: 'items.open', where: { objective: 'o1' } }],
  ['days', { metric: 'items.lead_time', stat: 'p85', window: '4w', where: { objective: 'o2' } }],
  ['part', { metric: 'share', window: '4w', where: { objective: 'o3' } }],
  ['part', { metric: 'progress', where: { objective: 'o4' } }],
  ['part', { metric: 'progress' }],
  ['part', { metric: 'ratio', of: { metric: 'items.done' }, to: { metric: 'items.created' } }],
]

/** The first objectives of the big plan, ten deliverables each, with due dates over the year, and 20 KPIs. */
export function measuredPlan(objectiveCount = 50): PlanDocument {
  const plan = bigPlan()
  return {
    ...plan,
    objectives: plan.objectives.slice(0, objectiveCount).map((objective, place) => ({
      ...objective,
      deliverables: (objective.deliverables ?? []).map((deliverable, number) => ({
        ...deliverable,
        due: `2026-${String(1 + ((place + number) % 12)).padStart(2, '0')}-28`,
      })),
    })),
    kpis: measures.map(([unit, measure], place) => ({
      id: `kpi-${place}`,
      title: `KPI ${place}`,
      objective: `o${place % objectiveCount}`,
      unit,
      direction: 'up',
      baseline: 1,
      target: 10,
      measure,
    })),
  }
}
