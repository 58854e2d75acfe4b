import type { KpiMeasure } from '../document/kpi-measure.ts'
import {
  byContributor,
  type Contribution,
  type Contributor,
  type EntryContribution,
  type MeasuredValue,
  type Metric,
} from './metric.ts'
import type { Span } from './span.ts'

/**
 * `ratio`: the windowed value of one metric divided by that of another; null when either has none or the second is 0.
 * The evidence is that of both: items of the first contribute their part of the value, items of the second alone 0, and
 * each says what it contributed to either side.
 */
export function ratioMetric(of: RatioPart, to: RatioPart): Metric {
  const sideValue = ({ metric, spanOf }: RatioPart, span: Span) => metric.values([spanOf(span)])[0] ?? NOTHING
  const divisorOf = (span: Span) => sideValue(to, span).value
  const note = of.metric.note ?? to.metric.note
  const [ofPart, toPart] = [of.metric.part, to.metric.part]
  const entries = (span: Span) => {
    const divisor = divisorOf(span)
    return [
      ...(of.metric.entries?.(of.spanOf(span)) ?? []).map((entry) => dividend(entry, divisor)),
      ...(to.metric.entries?.(to.spanOf(span)) ?? []).map(
        (entry): EntryContribution => ({ ...entry, value: 0, sides: { to: entry.value } }),
      ),
    ]
  }
  return {
    values(spans) {
      const dividends = of.metric.values(spans.map(of.spanOf))
      const divisors = to.metric.values(spans.map(to.spanOf))
      return spans.map((span, index) => {
        const dividend = dividends[index]?.value ?? null
        const divisor = divisors[index]?.value ?? null
        const value = dividend === null || divisor === null || divisor === 0 ? null : dividend / divisor
        const missing = dividends[index]?.note ?? divisors[index]?.note
        return { value, count: union(of, to, span, null).length, ...(missing === undefined ? {} : { note: missing }) }
      })
    },
    evidence: (span) => union(of, to, span, divisorOf(span)).sort(byContributor),
    ...(of.metric.entries === undefined && to.metric.entries === undefined ? {} : { entries }),
    ...(ofPart === undefined || toPart === undefined
      ? {}
      : {
          part(item, span) {
            const [dividend, divisor] = [ofPart(item, of.spanOf(span)), toPart(item, to.spanOf(span))]
            return dividend === null && divisor === null ? null : `${dividend} of ${divisor}`
          },
        }),
    sides: (span) => ({
      of: { measure: of.measure, ...sideValue(of, span) },
      to: { measure: to.measure, ...sideValue(to, span) },
    }),
    ...(note === undefined ? {} : { note }),
  }
}

/** One side of a ratio: its metric, and its own window for a span of the ratio. */
export interface RatioPart {
  readonly measure: KpiMeasure
  readonly metric: Metric
  readonly spanOf: (span: Span) => Span
}

const NOTHING: MeasuredValue = { value: null, count: 0 }

function union(of: RatioPart, to: RatioPart, span: Span, divisor: number | null): Contribution[] {
  const all = new Map<Contributor['id'], Contribution>()
  for (const { item, value } of to.metric.evidence(to.spanOf(span))) {
    all.set(item.id, { item, value: 0, sides: { to: value } })
  }
  for (const contribution of of.metric.evidence(of.spanOf(span))) {
    const { item } = contribution
    const { sides, ...part } = dividend(contribution, divisor)
    all.set(item.id, { ...part, sides: { ...sides, ...all.get(item.id)?.sides } })
  }
  return [...all.values()]
}

/** What contributes to the dividend, as a part of the ratio; nothing where there is none. */
function dividend<T extends Contribution | EntryContribution>(contribution: T, divisor: number | null): T {
  const { value } = contribution
  return { ...contribution, value: divisor ? value / divisor : 0, sides: { of: value } }
}
