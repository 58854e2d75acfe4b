import type { DataFreshness, EpochMs, Plan } from '@throughline/plan'
import type { KpiEntryRecord, Portfolio } from '@throughline/store'
import type { SideFactsAt } from './side-facts.ts'

/** What the numbers of a plan are made of, whether the plan is stored or not. */
export interface Facts extends Pick<Portfolio, 'items' | 'links'> {
  readonly plan: Plan
  /** What some metrics need beside items; undefined when no KPI of the plan does. */
  readonly side: SideFactsAt | undefined
  /** KPI values entered by hand, by id of the KPI. */
  readonly manualValues: Readonly<Record<string, readonly KpiEntryRecord[]>>
  readonly data: DataFreshness
  /** The present of these numbers. */
  readonly now: EpochMs
}

/** Entered values by id of the KPI. */
export function valuesByKpi(entries: readonly KpiEntryRecord[]): Facts['manualValues'] {
  return Object.groupBy(entries, ({ kpi }) => kpi) as Record<string, KpiEntryRecord[]>
}
