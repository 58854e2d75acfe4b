import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waterfall } from './waterfall.ts'

test('each bar begins where the one before ended, up and down', () => {
  expect(waterfall(0.2, [0.4, -0.2, 0.1], 8)).toEqual(['████████', '    ▒▒▒▒', '    ██'])
})

test('bars keep to their width, and what changed something is always seen', () => {
  const anySteps = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), anySteps, (start, steps) => {
      const bars = waterfall(start, steps, 20)
      expect(bars).toHaveLength(steps.length)
      for (const [index, bar] of bars.entries()) {
        expect([...bar].length).toBeLessThanOrEqual(20)
        expect(bar === '').toBe(steps[index] === 0)
      }
    }),
  )
})
