import type { Kpi } from '../document/kpi.ts'
import type { KpiMeasure } from '../document/kpi-measure.ts'
import type { KpiMetric } from '../document/kpi-metric.ts'
import { remembered } from '../remembered.ts'
import { deploymentsCount, releasesPublished } from './deliveries.ts'
import { prsLeadTime } from './delivery-times.ts'
import { prsReviewTime } from './first-reviews.ts'
import { itemsFlowEfficiency } from './flow-efficiency.ts'
import { itemsCreated, itemsDone, itemsOpen, itemsReopened, itemsWip } from './item-counts.ts'
import { itemsAge, itemsCycleTime, itemsLeadTime } from './item-durations.ts'
import type { KpiContext, Metric, MetricFactory } from './metric.ts'
import { noDataMetric } from './no-data-metric.ts'
import { progressMetric } from './progress-metric.ts'
import { prsAge, prsMerged, prsMergeTime, prsOpened } from './pull-requests.ts'
import { type RatioPart, ratioMetric } from './ratio-metric.ts'
import { shareMetric } from './share-metric.ts'
import { type Span, spansOf } from './span.ts'
import { sprintCommitted, sprintDone } from './sprints.ts'

/** Every metric by its name; the compiler names the one that is missing. `ratio` is made of two others. */
const METRICS: Readonly<Record<Exclude<KpiMetric, 'ratio'>, MetricFactory>> = {
  'items.created': itemsCreated,
  'items.done': itemsDone,
  'items.open': itemsOpen,
  'items.wip': itemsWip,
  'items.lead_time': itemsLeadTime,
  'items.cycle_time': itemsCycleTime,
  'items.age': itemsAge,
  'items.flow_efficiency': itemsFlowEfficiency,
  'items.reopened': itemsReopened,
  'prs.opened': prsOpened,
  'prs.merged': prsMerged,
  'prs.merge_time': prsMergeTime,
  'prs.review_time': prsReviewTime,
  'prs.lead_time': prsLeadTime,
  'prs.age': prsAge,
  'releases.published': releasesPublished,
  'deployments.count': deploymentsCount,
  'sprint.committed': sprintCommitted,
  'sprint.done': sprintDone,
  progress: progressMetric,
  share: shareMetric,
  manual: noDataMetric('Its values are entered by hand, and there is none for this week.'),
}

/** Lays a measure over the data. */
export function metricOf(measure: KpiMeasure, context: KpiContext): Metric {
  if (measure.metric !== 'ratio') return METRICS[measure.metric](measure, context)
  if (measure.of === null || measure.to === null) {
    return noDataMetric('The ratio lacks one of its two metrics.')(measure, context)
  }
  return ratioMetric(ratioPart(measure.of, context), ratioPart(measure.to, context))
}

/** The metric of a KPI, made when it is first asked for. */
export function metricOnce({ kpi, ...context }: KpiContext & { readonly kpi: Kpi }): () => Metric {
  let metric: Metric | undefined
  return () => {
    metric ??= metricOf(kpi.measure, context)
    return metric
  }
}

function ratioPart(measure: KpiMeasure, context: KpiContext): RatioPart {
  const metric = metricOf(measure, context)
  return {
    measure,
    metric,
    spanOf: remembered((span: Span) => {
      const [own] = spansOf([span.week], measure.windowWeeks, context.plan.timeZone, context.now)
      return own ?? span
    }),
  }
}
