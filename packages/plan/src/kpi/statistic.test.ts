import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentile, statistic } from './statistic.ts'

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })

describe('percentile', () => {
  it('gives the values of numpy.percentile', () => {
    expect(percentile([1, 2, 3, 4], 50)).toBe(2.5)
    expect(percentile([15, 20, 35, 40, 50], 40)).toBeCloseTo(29, 12)
    expect(percentile([3, 6, 7, 8, 8, 10, 13, 15, 16, 20], 85)).toBeCloseTo(15.65, 12)
    expect(percentile([7], 95)).toBe(7)
    expect(percentile([], 50)).toBeNull()
  })

  it('agrees with the definition: the share of gaps between order statistics', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 100, noNaN: true }), (values, percent) => {
        const sorted = values.toSorted((one, other) => one - other)
        // Walk along the polygon through the points (k / (n - 1), x_k).
        const part = percent / 100
        let expected = sorted[0] ?? 0
        for (let k = 1; k < sorted.length; k++) {
          const [left, right] = [(k - 1) / (sorted.length - 1), k / (sorted.length - 1)]
          const covered = Math.min(1, Math.max(0, (part - left) / (right - left)))
          expected += covered * ((sorted[k] ?? 0) - (sorted[k - 1] ?? 0))
        }
        const found = percentile(sorted, percent)
        expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThan(1e-6 * (1 + Math.abs(expected)) * 10)
      }),
    )
  })
})

describe('statistic', () => {
  it('does not depend on the order of the values and lies between the least and the greatest', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom('p50' as const, 'p85' as const, 'mean' as const, 'max' as const),
        (values, stat) => {
          const found = statistic(values, stat) ?? Number.NaN
          expect(statistic(values.toReversed(), stat)).toBe(found)
          const slack = 1e-6
          expect(found).toBeGreaterThanOrEqual(Math.min(...values) - slack)
          expect(found).toBeLessThanOrEqual(Math.max(...values) + slack)
        },
      ),
    )
  })

  it('is null over nothing', () => {
    for (const stat of ['p50', 'mean', 'max'] as const) expect(statistic([], stat)).toBeNull()
  })
})
