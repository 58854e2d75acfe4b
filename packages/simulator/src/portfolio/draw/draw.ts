import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Seeded chance: everything the portfolio leaves to chance is drawn from one of these, in a fixed order. */
export interface Draw {
  /** A number from 0 up to, not including, 1. */
  unit(): number
  /** A whole number, both bounds included. */
  whole(from: number, to: number): number
  /** True in `share` of all cases. */
  chance(share: number): boolean
  /** One of the values. Throws RangeError when there is none. */
  pick<Value>(values: readonly Value[]): Value
  /** One of the values, as often as its weight says. Throws RangeError when there is none. */
  weighted<Value>(values: readonly (readonly [Value, number])[]): Value
  /** A positive number with a long tail to the right: half of them lie below `median`, 84 % below `median * spread`. */
  skewed(median: number, spread: number): number
  /** `count` different values, or all of them when there are fewer, in random order. */
  sample<Value>(values: readonly Value[], count: number): Value[]
}

/** A source of chance; the same seed gives the same values in the same order. */
export function seededDraw(seed: number): Draw {
  const generator = xoroshiro128plus(seed)
  const unit = () => uniformFloat64(generator)
  const whole = (from: number, to: number) => from + Math.floor(unit() * (to - from + 1))
  const pick = <Value>(values: readonly Value[]): Value => only(values.slice(whole(0, values.length - 1)))
  return {
    unit,
    whole,
    chance: (share) => unit() < share,
    pick,
    weighted(values) {
      let rest = unit() * values.reduce((sum, [, weight]) => sum + weight, 0)
      const found = values.find(([, weight]) => {
        rest -= weight
        return rest < 0
      })
      return (found ?? only(values))[0]
    },
    skewed: (median, spread) => median * spread ** normal(unit),
    sample(values, count) {
      const left = [...values]
      return Array.from({ length: Math.min(count, left.length) }, () => only(left.splice(whole(0, left.length - 1), 1)))
    },
  }
}

/** A standard normal value, cut at three deviations. Box and Muller (1958), doi:10.1214/aoms/1177706645. */
function normal(unit: () => number): number {
  const value = Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
  return Math.max(-3, Math.min(3, value))
}

function only<Value>(values: readonly Value[]): Value {
  const [first] = values
  if (first === undefined) throw new RangeError('nothing to draw from')
  return first
}
