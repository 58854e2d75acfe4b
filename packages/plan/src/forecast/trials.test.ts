import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finishedByWeek } from './exact-chances.fixture.ts'
import { daysByWhich } from './finish-days.ts'
import { seedOf } from './seed.ts'
import { HORIZON_WEEKS, NEVER, runTrials, TRIALS } from './trials.ts'

const played = (open: number, burns: readonly number[], { seed = 1, daysPerWeek = 7, trials = TRIALS } = {}) =>
  runTrials({ open, burns: Float64Array.from(burns), daysPerWeek, seed, trials })

const anyBurns = fc.array(fc.integer({ min: -4, max: 9 }), { minLength: 1, maxLength: 12 })

describe('runTrials', () => {
  it('finishes on the day of the week by which an even flow has brought the rest', () => {
    expect(new Set(played(10, [2, 2, 2]))).toEqual(new Set([35]))
    expect(new Set(played(5, [2, 2, 2]))).toEqual(new Set([Math.ceil(2.5 * 7)]))
    expect(new Set(played(3, [7]))).toEqual(new Set([3]))
    expect(new Set(played(10, [2, 2, 2], { daysPerWeek: 5 }))).toEqual(new Set([25]))
  })

  it('never finishes without progress, nor what would take more than five years', () => {
    expect(new Set(played(10, [0, -3, 0]))).toEqual(new Set([NEVER]))
    expect(new Set(played(10, []))).toEqual(new Set([NEVER]))
    expect(new Set(played(HORIZON_WEEKS, [1]))).toEqual(new Set([HORIZON_WEEKS * 7]))
    expect(new Set(played(HORIZON_WEEKS + 1, [1]))).toEqual(new Set([NEVER]))
  })

  it('finishes by each week as often as the draws say: as the exact distribution, to four standard errors', () => {
    fc.assert(
      fc.property(anyBurns, fc.integer({ min: 1, max: 30 }), fc.integer(), (burns, open, seed) => {
        const days = played(open, burns, { seed })
        for (const [week, exact] of finishedByWeek(open, burns, 20).entries()) {
          const share = days.filter((day) => day <= (week + 1) * 7).length / TRIALS
          expect(Math.abs(share - exact)).toBeLessThanOrEqual(4 * Math.sqrt((exact * (1 - exact)) / TRIALS) + 1e-9)
        }
      }),
      { numRuns: 30, seed: 3 },
    )
  })

  it('is the same for the same seed and another for another', () => {
    const burns = [0, 1, 2, 5]
    expect(played(20, burns, { seed: 7 })).toEqual(played(20, burns, { seed: 7 }))
    expect(played(20, burns, { seed: 7 })).not.toEqual(played(20, burns, { seed: 8 }))
    expect(played(20, burns, { trials: 100 })).toEqual(played(20, burns).slice(0, 100))
  })

  it('never finishes a trial earlier with more open work', () => {
    fc.assert(
      fc.property(anyBurns, fc.integer({ min: 1, max: 40 }), fc.nat(40), fc.integer(), (burns, open, more, seed) => {
        const days = played(open, burns, { seed, trials: 200 })
        const later = played(open + more, burns, { seed, trials: 200 })
        expect(later.filter((day, trial) => day < (days[trial] ?? NEVER))).toHaveLength(0)
      }),
    )
  })
})

describe('daysByWhich', () => {
  it('are the days by which at least these parts of the trials have finished, and null when fewer ever do', () => {
    const days = Uint16Array.from([4, 1, 3, NEVER, 2])
    expect(daysByWhich(days, [0.2, 0.21, 0.5, 0.8, 0.81])).toEqual([1, 2, 3, 4, null])
    expect(daysByWhich(Uint16Array.from([NEVER]), [0.5])).toEqual([null])
  })
})

describe('seedOf', () => {
  it('differs wherever the texts do, also between them', () => {
    const seeds = [['a', 'bc'], ['ab', 'c'], ['abc'], ['a', 'bd'], ['bc', 'a']].map((texts) => seedOf(...texts))
    expect(new Set(seeds).size).toBe(seeds.length)
  })
})
