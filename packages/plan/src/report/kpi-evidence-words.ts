import type { Kpi } from '../document/kpi.ts'
import type { KpiMeasure } from '../document/kpi-measure.ts'
import type { KpiMetric } from '../document/kpi-metric.ts'
import type { MarkedValue } from '../kpi/marked-values.ts'
import { plural } from '../measure/words.ts'
import { kpiText } from './report-words.ts'

/**
 * What made a KPI's value. How many of what was measured: `65 pull requests`, `1 item`; a ratio of two kinds counts them as
 * items. Of an entered value, behind which no item stands: who entered it, until when it holds, why, and what is measured
 * beside it. What is unusual says so, with what was to be expected.
 */
export function kpiEvidenceWords(kpi: Kpi, value: MarkedValue): string {
  const { anomaly } = value
  if (anomaly === null) return madeBy(kpi, value)
  const side = (value.value ?? 0) > anomaly.expected ? 'high' : 'low'
  const range = `${kpiText(anomaly.low, kpi.unit)} to ${kpiText(anomaly.high, kpi.unit)}`
  return `${madeBy(kpi, value)}; unusually ${side}, ${range} was to be expected`
}

function madeBy({ measure, unit }: Kpi, { count, week, entered, measured }: MarkedValue): string {
  if (entered === undefined) return plural(count, nounOf(measure))
  const author = entered.author === null ? '' : ` by ${entered.author}`
  const until = entered.until === week ? '' : ` until ${entered.until}`
  const beside = measured === undefined ? '' : `; measured: ${kpiText(measured, unit)}`
  return `entered by hand${author}${until}: ${entered.reason}${beside}`
}

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
