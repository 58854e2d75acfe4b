import { describe, expect, it } from 'vitest'
import { changeText, kpiText, progressText } from './report-words.ts'

describe('numbers as text', () => {
  it('never round what is not quite all or not quite nothing to it', () => {
    expect([0, 0.0001, 0.425, 0.9999, 1].map((part) => progressText(part))).toEqual([
      '0.0 %',
      '0.1 %',
      '42.5 %',
      '99.9 %',
      '100.0 %',
    ])
    expect(progressText(0.96, { of: 3, with: 2 })).toBe('96.0 % over 2 of 3 deliverables')
    expect(progressText(null)).toBe('not measured')
  })

  it('carry their unit', () => {
    expect([0.031, -0.004, -0.00001, null].map(changeText)).toEqual(['+3.1 pp', '-0.4 pp', '0.0 pp', 'no comparison'])
    expect(kpiText(12.345, 'days')).toBe('12.3 days')
    expect([34, 1, 0].map((value) => kpiText(value, 'items'))).toEqual(['34 items', '1 item', '0 items'])
    expect(kpiText(1.04, 'days')).toBe('1.0 days')
    expect(kpiText(1, 'beds')).toBe('1 beds')
    expect(kpiText(0.41, 'ratio')).toBe('41.0 %')
    expect(kpiText(0.0123, 'hours')).toBe('0.012 hours')
    expect(kpiText(null, 'days')).toBe('no data')
  })
})
