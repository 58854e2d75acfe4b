import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayStart } from '../calendar/instant.ts'
import type { Kpi } from '../document/kpi.ts'
import { expectedValue, kpiStatus } from './kpi-status.ts'
import { trendOf } from './summarise-kpi.ts'

const LEAD_TIME: Kpi = {
  id: 'lead-time',
  title: 'Lead time',
  objective: null,
  owner: null,
  unit: 'days',
  direction: 'down',
  baseline: 21,
  target: 7,
  tolerance: 0.1,
  entry: 0,
  preset: null,
  period: { start: '2026-01-01', end: '2026-12-31' },
  measure: { metric: 'items.lead_time', stat: 'p85', windowWeeks: 4, where: null, of: null, to: null },
}
const at = (date: string) => dayStart(date, 'UTC')

describe('expectedValue', () => {
  it('runs in a straight line over the period and is constant outside', () => {
    expect(expectedValue(LEAD_TIME, at('2025-06-01'), 'UTC')).toBe(21)
    expect(expectedValue(LEAD_TIME, at('2026-01-01'), 'UTC')).toBe(21)
    expect(expectedValue(LEAD_TIME, at('2026-07-02') + 43_200_000, 'UTC')).toBe(14)
    expect(expectedValue(LEAD_TIME, at('2027-01-01'), 'UTC')).toBe(7)
    expect(expectedValue(LEAD_TIME, at('2028-01-01'), 'UTC')).toBe(7)
  })

  it('is the target throughout without a baseline', () => {
    expect(expectedValue({ ...LEAD_TIME, baseline: null }, at('2026-01-01'), 'UTC')).toBe(7)
  })
})

describe('kpiStatus', () => {
  const status = (value: number | null, kpi: Partial<Kpi> = {}) =>
    kpiStatus({ ...LEAD_TIME, ...kpi }, value, at('2027-01-01'), 'UTC')

  it('is on track up to one unit of tolerance, at risk up to two, off track beyond', () => {
    expect([0, 7, 8.4, 8.5, 9.8, 9.9].map((value) => status(value))).toEqual([
      'on_track',
      'on_track',
      'on_track',
      'at_risk',
      'at_risk',
      'off_track',
    ])
  })

  it('takes the target for the unit where there is no way to go', () => {
    expect(status(95, { direction: 'up', baseline: 100, target: 100 })).toBe('on_track')
    expect(status(85, { direction: 'up', baseline: null, target: 100 })).toBe('at_risk')
  })

  it('is no data without a value, and null without a target', () => {
    expect(status(null)).toBe('no_data')
    expect(status(5, { target: null })).toBeNull()
  })

  it('never gets better when the value gets worse', () => {
    const order = ['on_track', 'at_risk', 'off_track']
    const number = fc.double({ min: -100, max: 100, noNaN: true })
    fc.assert(
      fc.property(
        number,
        number,
        number,
        number,
        fc.constantFrom('up' as const, 'down' as const),
        (a, b, baseline, target, direction) => {
          const [worse, better] =
            direction === 'up' ? [Math.min(a, b), Math.max(a, b)] : [Math.max(a, b), Math.min(a, b)]
          const rank = (value: number) => order.indexOf(status(value, { baseline, target, direction }) ?? '')
          expect(rank(worse)).toBeGreaterThanOrEqual(rank(better))
        },
      ),
    )
  })
})

describe('trendOf', () => {
  const trend = (...values: (number | null)[]) =>
    trendOf(
      LEAD_TIME,
      values.map((value) => ({ value })),
    )

  it('compares the last value with the mean of those before it', () => {
    expect(trend(10, 12, null, 14, 9)).toBe('improving')
    expect(trend(10, 12, 14, 15)).toBe('worsening')
    expect(trend(10, 12, 11.5)).toBe('steady')
  })

  it('is null when there is nothing to compare', () => {
    expect(trend(10)).toBeNull()
    expect(trend(null, null, 10)).toBeNull()
    expect(trend(10, null)).toBeNull()
  })
})
