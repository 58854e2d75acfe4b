import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWeeks, weekOf, weeksBetween } from '../calendar/iso-week.ts'
import { day, linkTo, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { anomalies, anomalyOf } from './anomaly.ts'
import { kpiOf, type Measure } from './kpi.fixture.ts'
import { markedValues } from './marked-values.ts'
import type { KpiValue } from './measure-kpi.ts'

const lead: Measure = { metric: 'items.lead_time', stat: 'p85' }
const done: Measure = { metric: 'items.done' }
const steady = [10, 11, 9, 10, 12, 8, 10, 11, 9, 10]

function valuesOf(numbers: readonly (number | null)[], rest: Partial<KpiValue> = {}): KpiValue[] {
  return numbers.map((value, index) => ({
    week: addWeeks('2026-W01', index),
    value,
    count: 20,
    status: null,
    source: 'measured',
    ...rest,
  }))
}

function markOf(measure: Measure, before: readonly (number | null)[], last: number, rest: Partial<KpiValue> = {}) {
  const [value] = valuesOf([last], rest)
  if (value === undefined) throw new Error('there is one value')
  return anomalyOf(kpiOf(measure), value, valuesOf(before))
}

describe('anomalyOf', () => {
  it('marks what lies further than 3.5 robust standard deviations from the median of the weeks before', () => {
    // The deviations are 0, 1, 1, 0, 2, 2, 0, 1, 1, 0, their median is 1, so the bounds are 10 ± 3.5 · 1.4826.
    const reach = 3.5 * 1.4826
    expect(markOf(lead, steady, 15.1)).toBeNull()
    expect(markOf(lead, steady, 15.3)).toEqual({
      expected: 10,
      low: 10 - reach,
      high: 10 + reach,
      score: expect.closeTo(5.3 / 1.4826, 9),
    })
    expect(markOf(lead, steady, 4.7)?.score).toBeLessThan(-3.5)
  })

  it('marks one outlier of ten in spite of another before it, which moves neither the median nor the spread', () => {
    expect(markOf(lead, [...steady.slice(1), 500], 30)).not.toBeNull()
  })

  it('needs eight values, and leaves out weeks without any, not over, or of fewer than five items', () => {
    expect(markOf(lead, steady.slice(3), 100)).toBeNull()
    expect(markOf(lead, steady.slice(2), 100)).not.toBeNull()
    expect(markOf(lead, [...steady.slice(3), null, null], 100)).toBeNull()
    expect(markOf(lead, steady, 100, { count: 4 })).toBeNull()
    expect(markOf(lead, steady, 100, { partial: true })).toBeNull()
    const thin = valuesOf(steady, { count: 4 })
    const [last] = valuesOf([100])
    expect(last && anomalyOf(kpiOf(lead), last, thin)).toBeNull()
  })

  it('takes an entered value as it is, though no item stands behind it', () => {
    expect(markOf(lead, steady, 100, { count: 0, source: 'entered' })).not.toBeNull()
  })

  it('goes by the mean deviation where more than half of the values are equal', () => {
    const mostlyTen = [10, 10, 10, 10, 10, 10, 10, 18]
    // The mean deviation is 1, so the bounds are 10 ± 3.5 · 1.2533.
    expect(markOf(lead, mostlyTen, 14.3)).toBeNull()
    expect(markOf(lead, mostlyTen, 14.5)).not.toBeNull()
  })

  it('goes by the tolerance where all values are equal, and gives no score then', () => {
    const ten = Array.from({ length: 8 }, () => 10)
    expect(markOf(lead, ten, 11)).toBeNull()
    expect(markOf(lead, ten, 11.1)).toEqual({ expected: 10, low: 9, high: 11, score: null })
  })

  it('knows that counts vary by about their square root, and the smallest by one', () => {
    const none = Array.from({ length: 12 }, () => 0)
    expect([3, 4].map((count) => markOf(done, none, count) !== null)).toEqual([false, true])
    expect(markOf(done, none, 4)?.low).toBe(0)
    const hundred = Array.from({ length: 12 }, () => 100)
    expect([135, 136].map((count) => markOf(done, hundred, count) !== null)).toEqual([false, true])
  })

  it('never marks progress, which only piles up', () => {
    expect(markOf({ metric: 'progress' }, steady, 100)).toBeNull()
  })
})

describe('markedValues', () => {
  it('compares counts with no week from before there was anything to count', () => {
    const weekly = (first: number) => {
      const items = Array.from({ length: 10 }, (_, week) => workItem({ timeline: timeline(day(7 * (first + week))) }))
      const burst = Array.from({ length: 20 }, () => workItem({ timeline: timeline(day(7 * (first + 10))) }))
      const all = [...items, ...burst]
      const last = weekOf(day(7 * (first + 10)), 'UTC')
      const input = { plan: smallPlan(), items: all, links: linkTo('core', ...all), now: day(7 * (first + 12)) }
      const kpi = kpiOf({ metric: 'items.created' })
      return markedValues({ ...input, kpi, weeks: weeksBetween(addWeeks(last, -10), last) })
    }
    const values = weekly(0)
    expect(values.slice(0, -1).map(({ anomaly }) => anomaly)).toEqual(Array.from({ length: 10 }, () => null))
    expect(values.at(-1)?.anomaly).toMatchObject({ expected: 1, low: 0, high: 4.5 })
    expect(values.map(({ value }) => value)).toEqual(weekly(3).map(({ value }) => value))
  })

  it('answers the weeks asked for, from the first week of all on', () => {
    const input = { plan: smallPlan(), items: [], links: [], now: day(7) }
    const values = markedValues({ ...input, kpi: kpiOf(done), weeks: ['0001-W03', '0001-W04'] })
    expect(values.map(({ week, anomaly }) => [week, anomaly])).toEqual([
      ['0001-W03', null],
      ['0001-W04', null],
    ])
  })
})

describe('anomalies', () => {
  const anyNumbers = fc.array(fc.option(fc.double({ min: 0, max: 1_000, noNaN: true }), { freq: 8 }), { maxLength: 60 })

  it('are the same whatever comes later', () => {
    fc.assert(
      fc.property(anyNumbers, anyNumbers, fc.constantFrom(lead, done), (numbers, later, measure) => {
        const kpi = kpiOf(measure)
        const alone = anomalies(kpi, valuesOf(numbers))
        expect(anomalies(kpi, valuesOf([...numbers, ...later])).slice(0, numbers.length)).toEqual(alone)
      }),
    )
  })

  it('mark just the values outside of their own bounds, in any unit', () => {
    fc.assert(
      fc.property(anyNumbers, fc.constantFrom(0.001, 7, 86_400), (numbers, factor) => {
        const kpi = kpiOf(lead)
        const marks = anomalies(kpi, valuesOf(numbers))
        for (const [index, mark] of marks.entries()) {
          const number = numbers[index] ?? null
          if (mark !== null) expect(number !== null && (number < mark.low || number > mark.high)).toBe(true)
        }
        const scaled = anomalies(kpi, valuesOf(numbers.map((number) => (number === null ? null : number * factor))))
        // A value within the last digits of its bound may fall to either side.
        const differ = marks.filter((mark, index) => (mark === null) !== (scaled[index] === null))
        expect(differ.every((mark) => mark === null || Math.abs(Math.abs(mark.score ?? 3.5) - 3.5) < 1e-9)).toBe(true)
      }),
    )
  })
})
