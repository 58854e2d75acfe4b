import { byContributor, type Contribution, type Contributor, type Metric } from './metric.ts'
import type { Span } from './span.ts'

/**
 * `ratio`: the windowed value of one metric divided by that of another; null when either has none or the second is 0.
 * The evidence is that of both: items of the first contribute their part of the value, items of the second alone 0.
 */
export function ratioMetric(of: RatioPart, to: RatioPart): Metric {
  const union = (span: Span, divisor: number | null): Contribution[] => {
    const all = new Map<Contributor['id'], Contribution>()
    for (const { item } of to.metric.evidence(to.spanOf(span))) all.set(item.id, { item, value: 0 })
    for (const { item, value } of of.metric.evidence(of.spanOf(span))) {
      all.set(item.id, { item, value: divisor ? value / divisor : 0 })
    }
    return [...all.values()]
  }
  const note = of.metric.note ?? to.metric.note
  return {
    values(spans) {
      const dividends = of.metric.values(spans.map(of.spanOf))
      const divisors = to.metric.values(spans.map(to.spanOf))
      return spans.map((span, index) => {
        const dividend = dividends[index]?.value ?? null
        const divisor = divisors[index]?.value ?? null
        const value = dividend === null || divisor === null || divisor === 0 ? null : dividend / divisor
        const missing = dividends[index]?.note ?? divisors[index]?.note
        return { value, count: union(span, null).length, ...(missing === undefined ? {} : { note: missing }) }
      })
    },
    evidence(span) {
      const [divisor] = to.metric.values([to.spanOf(span)])
      return union(span, divisor?.value ?? null).sort(byContributor)
    },
    ...(note === undefined ? {} : { note }),
  }
}

/** One side of a ratio: its metric, and its own window for a span of the ratio. */
export interface RatioPart {
  readonly metric: Metric
  readonly spanOf: (span: Span) => Span
}
