import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finishedByWeek } from './exact-chances.fixture.ts'
import { withinReach } from './within-reach.ts'

const DRAWS = 10
const WEEKS = 3

const anyBurns = fc.array(fc.integer({ min: -6, max: 4 }), { minLength: 1, maxLength: 12 })

describe('withinReach', () => {
  it('turns away only what is finished in time less than once in a million, by every possible draw', () => {
    fc.assert(
      fc.property(anyBurns, fc.integer({ min: 0, max: DRAWS }), (burns, turn) => {
        const reach = withinReach(Float64Array.from(burns), DRAWS, WEEKS)[turn] ?? Number.NaN
        const turnedAway = Math.floor(reach) + 1
        expect(chanceToFinish(turnedAway, burns, (DRAWS - turn) * WEEKS)).toBeLessThanOrEqual(1e-6)
      }),
      { numRuns: 200, seed: 8 },
    )
  })

  it('turns nothing away that the best of all weeks brings to its end every time', () => {
    expect([...withinReach(Float64Array.from([2]), 3, WEEKS)]).toEqual([18, 12, 6, 0])
  })

  it('gives work up that grows as fast as it is done long before the best of all weeks would miss the end', () => {
    const [reach = Number.NaN] = withinReach(Float64Array.from([4, -4]), 87, WEEKS)
    expect(reach).toBeLessThan((87 * WEEKS * 4) / 2)
    expect(chanceToFinish(Math.floor(reach), [4, -4], 87 * WEEKS)).toBeGreaterThan(1e-9)
  })

  it('has nothing within reach where no week brings anything', () => {
    expect([...withinReach(Float64Array.from([0, -3]), 2, WEEKS)]).toEqual([0, 0, 0])
    expect([...withinReach(new Float64Array(), 2, WEEKS)]).toEqual([0, 0, 0])
  })
})

const chanceToFinish = (open: number, burns: readonly number[], weeks: number) =>
  finishedByWeek(open, burns, weeks).at(-1) ?? 0
