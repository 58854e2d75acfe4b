import type { MetricFactory } from './metric.ts'

/** A metric that has no value from work items alone, and says why. */
export function noDataMetric(note: string): MetricFactory {
  return () => ({
    values: (spans) => spans.map(() => ({ value: null, count: 0 })),
    evidence: () => [],
    note,
  })
}
