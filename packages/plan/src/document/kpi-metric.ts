/** What a metric is, as far as the plan document has to know. */
export interface KpiMetricTraits {
  /** The unit of its values when the KPI names none. */
  readonly unit: string
  /** Which way is better when neither `direction` nor baseline and target say so. */
  readonly better: 'up' | 'down'
  /** The statistic over its items when `stat` is not given; null for metrics that take none. */
  readonly stat: KpiStat | null
}

/** How the durations of a window become one number. */
export type KpiStat = 'p50' | 'p75' | 'p85' | 'p95' | 'mean' | 'max'

/** Every statistic, in the order of the documentation. */
export const KPI_STATS = ['p50', 'p75', 'p85', 'p95', 'mean', 'max'] as const satisfies readonly KpiStat[]

/** Every metric a KPI can be measured by. See docs/glossary.md for what each counts. */
const KPI_METRICS = {
  'items.created': { unit: 'items', better: 'up', stat: null },
  'items.done': { unit: 'items', better: 'up', stat: null },
  'items.open': { unit: 'items', better: 'down', stat: null },
  'items.wip': { unit: 'items', better: 'down', stat: null },
  'items.lead_time': { unit: 'days', better: 'down', stat: 'p50' },
  'items.cycle_time': { unit: 'days', better: 'down', stat: 'p50' },
  'items.age': { unit: 'days', better: 'down', stat: 'p50' },
  'items.flow_efficiency': { unit: 'ratio', better: 'up', stat: 'mean' },
  'items.reopened': { unit: 'items', better: 'down', stat: null },
  'prs.opened': { unit: 'pull requests', better: 'up', stat: null },
  'prs.merged': { unit: 'pull requests', better: 'up', stat: null },
  'prs.merge_time': { unit: 'hours', better: 'down', stat: 'p50' },
  'prs.review_time': { unit: 'hours', better: 'down', stat: 'p50' },
  'prs.lead_time': { unit: 'hours', better: 'down', stat: 'p50' },
  'prs.age': { unit: 'hours', better: 'down', stat: 'p50' },
  'releases.published': { unit: 'releases', better: 'up', stat: null },
  'deployments.count': { unit: 'deployments', better: 'up', stat: null },
  'sprint.committed': { unit: 'items', better: 'up', stat: null },
  'sprint.done': { unit: 'items', better: 'up', stat: null },
  progress: { unit: 'ratio', better: 'up', stat: null },
  share: { unit: 'ratio', better: 'up', stat: null },
  ratio: { unit: 'ratio', better: 'up', stat: null },
  manual: { unit: '', better: 'up', stat: null },
} as const satisfies Record<string, KpiMetricTraits>

/** The name of a metric, as `measure.metric` writes it. */
export type KpiMetric = keyof typeof KPI_METRICS

/** The names of all metrics, in the order of the documentation. */
export const KPI_METRIC_NAMES = Object.keys(KPI_METRICS).filter(isKpiMetric)

/** Whether a name is one of a metric. */
function isKpiMetric(name: string): name is KpiMetric {
  return Object.hasOwn(KPI_METRICS, name)
}

/** The traits of a metric. */
export function kpiMetricTraits(metric: KpiMetric): KpiMetricTraits {
  return KPI_METRICS[metric]
}
