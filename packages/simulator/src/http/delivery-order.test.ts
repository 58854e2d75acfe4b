import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arrange } from './delivery-order.ts'

const HELD = ['a', 'b', 'c', 'd']

it('what was held back leaves as it came, reversed, or with the named ones first', () => {
  expect(arrange(HELD, {}).leaving).toEqual(HELD)
  expect(arrange(HELD, { order: 'reverse' }).leaving).toEqual(['d', 'c', 'b', 'a'])
  expect(arrange(HELD, { order: [2, 0] }).leaving).toEqual(['c', 'a', 'b', 'd'])
})

it('an order that does not fit is refused', () => {
  expect(() => arrange(HELD, { order: [4] })).toThrow(RangeError)
  expect(() => arrange(HELD, { order: [1, 1] })).toThrow(RangeError)
})

it('as many are lost and come twice as asked, whatever the seed', () => {
  const counts = { drop: fc.nat(5), duplicates: fc.nat(5), seed: fc.integer() }
  fc.assert(
    fc.property(fc.record(counts), (options) => {
      const { leaving, lost } = arrange(HELD, options)
      expect(lost).toHaveLength(Math.min(options.drop, HELD.length))
      const once = HELD.length - lost.length
      expect(leaving).toHaveLength(once + Math.min(options.duplicates, once))
      expect(new Set([...leaving, ...lost])).toEqual(new Set(HELD))
      expect(arrange(HELD, options)).toEqual({ leaving, lost })
    }),
  )
})
