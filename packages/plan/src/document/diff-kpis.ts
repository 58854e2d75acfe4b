import { describeSelector } from '../link/rule-text.ts'
import type { Kpi } from './kpi.ts'
import type { KpiMeasure } from './kpi-measure.ts'
import { changesOf, fieldChange, type PlanChange, pair } from './plan-change.ts'

/** KPIs that a plan gained, lost or defines differently. */
export function diffKpis(before: readonly Kpi[], after: readonly Kpi[]): PlanChange[] {
  const { common, added, removed } = pair(before, after)
  return [
    ...common.flatMap(([was, is]) => kpiFields(was, is, `/kpis/${is.entry}`)),
    ...added.map(([{ id, title, preset, entry }]) => ({
      pointer: `/kpis/${entry}`,
      kind: 'added' as const,
      text: `KPI ${id} “${title}” added${preset === null ? '' : ` by the preset ${preset}`}`,
    })),
    ...removed.map(([{ id, title, entry }]) => ({
      pointer: `/kpis/${entry}`,
      kind: 'removed' as const,
      text: `KPI ${id} “${title}” removed`,
    })),
  ]
}

function kpiFields(before: Kpi, after: Kpi, pointer: string): PlanChange[] {
  const label = `KPI ${after.id}`
  type Name = 'preset' | 'title' | 'objective' | 'owner' | 'unit' | 'direction' | 'baseline' | 'target' | 'tolerance'
  const field = (name: Name) => fieldChange(label, `${pointer}/${name}`, name, before[name], after[name])
  return changesOf(
    field('preset'),
    field('title'),
    field('objective'),
    field('owner'),
    field('unit'),
    field('direction'),
    field('baseline'),
    field('target'),
    field('tolerance'),
    fieldChange(label, `${pointer}/period/start`, 'start of the period', before.period.start, after.period.start),
    fieldChange(label, `${pointer}/period/end`, 'end of the period', before.period.end, after.period.end),
    fieldChange(label, `${pointer}/measure`, 'measure', described(before.measure), described(after.measure)),
  )
}

function described({ metric, stat, windowWeeks, where, of, to }: KpiMeasure): string {
  const parts = [
    ...(of === null ? [] : [`of ${described(of)}`]),
    ...(to === null ? [] : [`to ${described(to)}`]),
    ...(stat === null ? [] : [stat]),
    `over ${windowWeeks} ${windowWeeks === 1 ? 'week' : 'weeks'}`,
    ...(where?.objectives ?? []).map((id) => `objective ${id}`),
    ...(where?.deliverables ?? []).map((id) => `deliverable ${id}`),
    ...(where?.isUnlinked === true ? ['linked to nothing'] : []),
    ...(where?.selector == null ? [] : [describeSelector(where.selector)]),
  ]
  return `${metric} (${parts.join(', ')})`
}
