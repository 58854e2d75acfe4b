import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekOf, weeksBetween } from '../calendar/iso-week.ts'
import { KPI_METRIC_NAMES, KPI_STATS, type KpiMetric, kpiMetricTraits } from '../document/kpi-metric.ts'
import { LIFE_DAYS, ORIGIN, shuffled } from '../measure/random-portfolio.fixture.ts'
import { kpiOf, type Measure } from './kpi.fixture.ts'
import { type KpiContribution, type KpiEvidence, kpiEvidence } from './kpi-evidence.ts'
import { measureKpi } from './measure-kpi.ts'
import { anyMeasuredPortfolio } from './measured-portfolio.fixture.ts'
import { recomputed } from './recomputed.fixture.ts'
import { statistic } from './statistic.ts'

const single = KPI_METRIC_NAMES.filter((metric) => metric !== 'ratio' && metric !== 'manual')

const anyWindow = fc.constantFrom('1w', '2w', '4w')
const anyStat = fc.constantFrom(...KPI_STATS)

function anyPart(metrics: readonly KpiMetric[]): fc.Arbitrary<Measure> {
  return fc
    .record({ metric: fc.constantFrom(...metrics), stat: anyStat, window: anyWindow })
    .chain(({ metric, stat, window }) =>
      anyWhere(metric).map((where) => ({
        metric,
        window,
        ...(kpiMetricTraits(metric).stat === null ? {} : { stat }),
        ...where,
      })),
    )
}

function anyWhere(metric: KpiMetric): fc.Arbitrary<Pick<Measure, 'where' | 'objective' | 'deliverable'>> {
  if (metric === 'share')
    return fc.constantFrom(
      { objective: 'o0' },
      { where: { objective: 'o1' } },
      { where: { unlinked: true } },
      { where: { labels: 'CORE' } },
    )
  if (metric === 'progress') {
    return fc.constantFrom({}, { objective: 'o0' }, { deliverable: 'o0-d0' }, { where: { deliverable: 'o0.direct' } })
  }
  return fc.constantFrom<Pick<Measure, 'where' | 'objective' | 'deliverable'>>(
    {},
    { objective: 'o0' },
    { deliverable: 'o0-d0' },
    { where: { labels: 'CORE' } },
    { where: { kind: 'pull_request' } },
    { where: { connection: 'github' } },
    { where: { repo: 'acme/core' } },
    { where: { objective: 'o0', connection: 'github' } },
    { where: { project: 'EHR' } },
    { where: { unlinked: true } },
    { where: { unlinked: true, connection: 'jira' } },
  )
}

const anyRatio = fc
  .record({ of: anyPart(single), to: anyPart(single), window: anyWindow, own: fc.boolean() })
  .map(({ of, to, window, own }): Measure => ({ metric: 'ratio', window, of: own ? of : withoutWindow(of), to }))

const anyMeasure = fc.oneof({ weight: 4, arbitrary: anyPart(single) }, { weight: 1, arbitrary: anyRatio })
const anyNow = fc.integer({ min: 0, max: (LIFE_DAYS + 5) * 86_400_000 }).map((ms) => ORIGIN + ms)

describe('every metric of the catalogue', () => {
  it('says what plain loops over the stored facts say, to the millisecond, over every stat and window', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(anyMeasuredPortfolio, anyMeasure, anyNow, fc.nat(1000), (portfolio, measure, now, seed) => {
        const { plan, side } = portfolio
        const input = { ...portfolio, kpi: kpiOf(measure), items: shuffled(portfolio.items, seed), side, now }
        const weeks = weeksBetween(weekOf(ORIGIN, plan.timeZone), weekOf(now, plan.timeZone))
        for (const [index, value] of measureKpi({ ...input, weeks }).entries()) {
          const expected = recomputed(measure, { ...portfolio, now, week: weeks[index] ?? '' })
          expect([value.week, value.count]).toEqual([value.week, expected.count])
          expectSame(value.value, expected.value, measure.metric)
          if (expected.value !== null) seen.set(measure.metric, (seen.get(measure.metric) ?? 0) + 1)
        }
      }),
      { numRuns: 1_800, seed: 20_261_128 },
    )
    // Agreement about nothing would prove nothing.
    expect([...single, 'ratio'].filter((metric) => (seen.get(metric) ?? 0) < 10)).toEqual([])
  })

  it('is made again by its evidence, which is as many items as it counts', () => {
    fc.assert(
      fc.property(anyMeasuredPortfolio, anyMeasure, anyNow, (portfolio, measure, now) => {
        const input = { ...portfolio, kpi: kpiOf(measure), now }
        const week = weekOf(now, portfolio.plan.timeZone)
        const [value] = measureKpi({ ...input, weeks: [week] })
        const evidence = kpiEvidence(input, week)
        expect([evidence.value, evidence.items.length]).toEqual([value?.value, value?.count])
        if (evidence.value !== null) expect(madeAgain(evidence, measure)).toBeCloseTo(evidence.value, 9)
      }),
      { numRuns: 800 },
    )
  })
})

/** Durations within half a millisecond, everything else to the last digits that an order of summation may move. */
function expectSame(value: number | null, expected: number | null, metric: string): void {
  expect(value === null).toBe(expected === null)
  if (value === null || expected === null) return
  const millisecond = metric.startsWith('prs.') ? 1 / 3_600_000 : 1 / 86_400_000
  const isDuration = /_time$|\.age$/.test(metric)
  const exactness = isDuration ? millisecond / 2 : 1e-12 * Math.max(1, Math.abs(expected))
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(exactness)
}

/** The value that the numbers of its evidence make. */
function madeAgain(evidence: KpiEvidence, measure: Measure): number {
  const all = [...evidence.items, ...evidence.entries]
  if (measure.metric !== 'ratio') {
    const stat = kpiOf(measure).measure.stat
    return combined(
      all.map(({ contribution }) => contribution),
      stat,
    )
  }
  const side = (name: 'of' | 'to') =>
    combined(
      all.flatMap((each: Pick<KpiContribution, 'of' | 'to'>) => each[name] ?? []),
      evidence.sides?.[name].stat ?? null,
    )
  return side('of') / side('to')
}

function combined(numbers: readonly number[], stat: Parameters<typeof statistic>[1] | null): number {
  return stat === null ? numbers.reduce((sum, each) => sum + each, 0) : (statistic(numbers, stat) ?? Number.NaN)
}

function withoutWindow({ window: _, ...measure }: Measure): Measure {
  return measure
}
