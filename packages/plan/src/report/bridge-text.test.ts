import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bridgeText, shownPoints } from './bridge-text.ts'

const part = <Cause>(cause: Cause, value: number, count: number) => ({ cause, value, count })

describe('bridgeText', () => {
  it('tells the causes from the largest, with how many items are behind each', () => {
    const parts = [part('added' as const, -0.009, 6), part('done' as const, 0.041, 14)]
    expect(bridgeText({ change: 0.032, parts })).toBe('+3.2 pp: 14 items done (+4.1 pp), 6 added (-0.9 pp)')
  })

  it('names what nobody counts, and sums up the smaller ones', () => {
    const parts = [
      part('learned_late' as const, 0.001, 1),
      part('plan_changed' as const, 0.2, 3),
      part('reestimated' as const, -0.01, 2),
      part('dropped' as const, 0.03, 1),
      part('done' as const, 0.1, 1),
      part('entered' as const, 0.02, 0),
    ]
    expect(bridgeText({ change: 0.341, parts })).toBe(
      '+34.1 pp: the plan changed (+20.0 pp), 1 done (+10.0 pp), 1 dropped (+3.0 pp), progress entered by hand (+2.0 pp), 2 other causes (-0.9 pp)',
    )
  })

  it('says so when nothing moved', () => {
    expect(bridgeText({ change: 0, parts: [] })).toBe('nothing moved')
  })
})

it('the points shown of all parts add up to the change shown', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 10 }), (values) => {
      const change = values.reduce((sum, value) => sum + value, 0)
      const shown = shownPoints(
        change,
        values.map((value) => ({ value })),
      ).map((points) => Math.round(points * 1000))
      expect(shown.reduce((sum, points) => sum + points, 0)).toBe(Math.round(change * 1000) + 0)
    }),
  )
})
