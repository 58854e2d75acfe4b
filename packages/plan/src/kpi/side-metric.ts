import type { KpiMeasure } from '../document/kpi-measure.ts'
import type { KpiContext, Metric, MetricFactory } from './metric.ts'
import { noDataMetric } from './no-data-metric.ts'
import type { SideFacts } from './side-facts.ts'

/** A metric that is computed from side facts too; without any it has no value, and says so. */
export function sideMetric(make: (measure: KpiMeasure, context: KpiContext, side: SideFacts) => Metric): MetricFactory {
  return (measure, context) => {
    if (context.side === undefined) {
      return noDataMetric('Releases, deployments, reviews and sprints were not read for this number.')(measure, context)
    }
    // Its values are not made of items alone.
    const { part: _, ...metric } = make(measure, context, context.side)
    return metric
  }
}
