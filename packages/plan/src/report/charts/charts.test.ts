import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timelineRow, timelineScale } from './due-timeline.ts'
import { progressBar } from './progress-bar.ts'
import { sparkline } from './sparkline.ts'
import { waterfall } from './waterfall.ts'

const titleOf = (chart: string) => /<title>(.*?)<\/title>/.exec(chart)?.[1]
const numbersIn = (chart: string) =>
  [...chart.matchAll(/(?:x|width|points|cx|cy)="([^"%]*)"/g)].map(([, value]) => value)

/** Charts of anything are drawn with numbers alone, and as images with a name and a description. */
function expectDrawn(chart: string): void {
  expect(chart).toMatch(/^<svg role="img" [^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>.*<\/svg>$/s)
  expect(chart).not.toMatch(/NaN|Infinity|undefined|null|-\d+(\.\d+)?" height/)
  expect(numbersIn(chart).join(' ')).toMatch(/^[-\d., ]*$/)
}

describe('a progress bar', () => {
  it('says its numbers, and where it was', () => {
    expect(titleOf(progressBar({ name: 'Core & more', progress: 0.5, previous: 0.25, words: '50.0 %' }))).toBe(
      'Core &amp; more: 50.0 %, 25.0 % a week before',
    )
  })

  it('is empty and dashed where nothing is measured: no bar of nothing', () => {
    const bar = progressBar({ name: 'Core', progress: null, previous: 0.2, words: 'not measured' })
    expect(bar).not.toContain('<rect')
    expect(bar).toContain('stroke-dasharray')
  })
})

describe('a sparkline', () => {
  const words = (value: number) => `${value} days`

  it('breaks where there is no value, and says from what to what', () => {
    const chart = sparkline({ name: 'Lead time', values: [3, 4, null, 5, 6], target: 2, words })
    expect(chart.match(/class="fill-line"/g)).toHaveLength(2)
    expect(titleOf(chart)).toBe('Lead time: from 3 days to 6 days in 5 weeks; target 2 days')
    expect(titleOf(sparkline({ name: 'Lead time', values: [null, null], target: null, words }))).toBe(
      'Lead time: no data in 2 weeks',
    )
  })

  it('draws any values within its plane', () => {
    const value = fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }))
    fc.assert(
      fc.property(fc.array(value, { maxLength: 13 }), value, (values, target) => {
        const chart = sparkline({ name: 'Any', values, target, words })
        expectDrawn(chart)
        for (const text of numbersIn(chart)) {
          for (const number of (text ?? '').split(/[ ,]/).map(Number)) expect(number).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})

describe('a waterfall', () => {
  it('leads from the value before to the value after, a row a step with its sign', () => {
    const rows = waterfall(
      0.4,
      [
        { label: 'Work done', value: 0.05, words: '+5.0 pp' },
        { label: 'Work added', value: -0.02, words: '-2.0 pp' },
      ],
      0.43,
    )
    expect(rows.map(({ label, words }) => [label, words])).toEqual([
      ['Before', '40.0 %'],
      ['Work done', '+5.0 pp'],
      ['Work added', '-2.0 pp'],
      ['After', '43.0 %'],
    ])
    expect(titleOf(rows[2]?.chart ?? '')).toBe('Work added: -2.0 pp')
  })

  it('tells what adds from what takes away by shape', () => {
    const [, gain, loss] = waterfall(
      0,
      [
        { label: 'a', value: 0.1, words: 'a' },
        { label: 'b', value: -0.1, words: 'b' },
      ],
      0,
    )
    expect(gain?.chart).toContain('<rect class="fill"')
    expect(loss?.chart).toContain('<rect class="fill-line"')
  })

  it('draws any parts', () => {
    const part = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.array(part, { maxLength: 12 }), (before, values) => {
        const parts = values.map((value, index) => ({ label: `Part ${index}`, value, words: String(value) }))
        const after = values.reduce((sum, value) => sum + value, before)
        for (const { chart } of waterfall(before, parts, after)) expectDrawn(chart)
      }),
    )
  })
})

describe('a timeline', () => {
  const entry = { name: 'Core', due: '2027-03-31', p50: '2027-02-14', p85: '2027-03-20' }

  it('says the dates that it draws', () => {
    const scale = timelineScale([entry], '2026-11-26')
    expect(scale).toEqual({ from: '2026-11-26', to: '2027-03-31' })
    if (scale === null) throw new Error('there is a scale')
    expect(titleOf(timelineRow(entry, scale, '2026-11-26'))).toBe(
      'Core: due 2027-03-31, 50 % by 2027-02-14, 85 % by 2027-03-20',
    )
  })

  it('lets a runaway forecast leave the picture by an arrow, instead of pressing all others into a corner', () => {
    const entries = [entry, { name: 'Lost', due: '2027-01-31', p50: '2031-01-01', p85: null }]
    const scale = timelineScale(entries, '2026-11-26')
    expect(scale?.to).toBe('2027-06-02')
    if (scale === null || entries[1] === undefined) throw new Error('there is a scale')
    const row = timelineRow(entries[1], scale, '2026-11-26')
    expect(row).not.toContain('class="band"')
    expect(row).toContain('class="fill-line"')
  })

  it('has no scale without a day, and draws any days on the one it has', () => {
    expect(timelineScale([{ name: 'None', due: null, p50: null, p85: null }], '2026-11-26')).toBeNull()
    const day = fc.option(
      fc
        .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day, day), { minLength: 1, maxLength: 6 }), (all) => {
        const entries = all.map(([due, p50, p85]) => ({ name: 'Any', due, p50, p85 }))
        const scale = timelineScale(entries, '2026-11-26')
        if (scale === null) return
        expect(scale.from <= scale.to).toBe(true)
        for (const each of entries) expectDrawn(timelineRow(each, scale, '2026-11-26'))
      }),
    )
  })
})
