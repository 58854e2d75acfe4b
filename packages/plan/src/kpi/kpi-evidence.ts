import type { IsoWeek } from '../calendar/iso-week.ts'
import { manualValueOf } from './manual-value.ts'
import type { KpiInput } from './measure-kpi.ts'
import { metricOf } from './registry.ts'
import { spansOf } from './span.ts'

/** An item, a release or a deployment behind a KPI's value, ready to be sent as JSON. */
export interface KpiEvidence {
  readonly connection: string
  readonly key: string
  readonly title: string
  /** The number it contributed: the value is the sum of these, or the KPI's statistic over them. */
  readonly contribution: number
}

/**
 * The items that make a KPI's value of a week: as many as the value's `count`, in ascending order of item id, releases and
 * deployments after them. Entered values and weeks to come have none. Throws ValidationError `week.invalid` for a week that is none.
 */
export function kpiEvidence(input: KpiInput, week: IsoWeek): KpiEvidence[] {
  const { plan, kpi, now, manualValues = [] } = input
  const [span] = spansOf([week], kpi.measure.windowWeeks, plan.timeZone, now)
  if (span === undefined || span.phase === 'future' || manualValueOf(week, manualValues) !== null) return []
  return metricOf(kpi.measure, input)
    .evidence(span)
    .map(({ item: { connection, key, title }, value }) => ({ connection, key, title, contribution: value }))
}
