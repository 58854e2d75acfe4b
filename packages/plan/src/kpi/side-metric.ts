import type { KpiMeasure } from '../document/kpi-measure.ts'
import type { KpiContext, Metric, MetricFactory } from './metric.ts'
import { noDataMetric } from './no-data-metric.ts'
import type { SideFacts } from './side-facts.ts'

/** A metric that is computed from side facts too; without any it has no value, and says so. */
export function sideMetric(make: (measure: KpiMeasure, context: KpiContext, side: SideFacts) => Metric): MetricFactory {
  return (measure, context) =>
    context.side === undefined
      ? noDataMetric('Releases, deployments, reviews and sprints were not read for this number.')(measure, context)
      : make(measure, context, context.side)
}
