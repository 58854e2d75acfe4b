import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { threeWeeksOf } from './three-weeks.ts'

const anyBurns = fc.array(fc.integer({ min: -4, max: 9 }), { minLength: 1, maxLength: 12 })

describe('threeWeeksOf', () => {
  it('comes to what each way of drawing three weeks adds up to, week by week', () => {
    fc.assert(
      fc.property(anyBurns, fc.integer({ min: 1, max: 30 }), (burns, open) => {
        const three = threeWeeksOf(Float64Array.from(burns))
        const ways = burns.flatMap((one) => burns.flatMap((two) => burns.map((last) => [one, two, last])))
        expect(three.count).toBe(ways.length)
        for (const [draw, way] of ways.entries()) {
          const { left, week } = played(way, open)
          if (week === null) expect(three.reached[draw]).toBeLessThan(open)
          else expect(three.weeksUntil(draw, open)).toBeCloseTo(week, 12)
          if (week === null) expect(open - (three.burnt[draw] ?? 0)).toBe(left)
        }
      }),
      { numRuns: 30, seed: 5 },
    )
  })
})

/** What is left after some weeks, or after how many of them nothing was. */
function played(weeks: readonly number[], open: number): { readonly left: number; readonly week: number | null } {
  let left = open
  for (const [place, burn] of weeks.entries()) {
    if (burn >= left) return { left: 0, week: place + left / burn }
    left -= burn
  }
  return { left, week: null }
}
