import type { KpiMeasure } from '../document/kpi-measure.ts'
import type { KpiMetric } from '../document/kpi-metric.ts'
import { plural } from '../measure/words.ts'

/** How many of what made a KPI's value: `65 pull requests`, `1 item`; a ratio of two kinds counts them as items. */
export function kpiEvidenceWords(measure: KpiMeasure, count: number): string {
  return plural(count, nounOf(measure))
}

/** What is said of a value that a person entered: no item stands behind it. */
export const ENTERED_BY_HAND = 'entered by hand'

function nounOf({ metric, of, to }: KpiMeasure): string {
  if (of === null || to === null) return metricNoun(metric)
  return metricNoun(of.metric) === metricNoun(to.metric) ? metricNoun(of.metric) : 'item'
}

function metricNoun(metric: KpiMetric): string {
  if (metric.startsWith('prs.')) return 'pull request'
  if (metric === 'releases.published') return 'release'
  if (metric === 'deployments.count') return 'deployment'
  return 'item'
}
