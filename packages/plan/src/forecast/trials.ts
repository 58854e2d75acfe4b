import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { DRAWN_WEEKS, type ThreeWeeks, threeWeeksOf } from './three-weeks.ts'
import { withinReach } from './within-reach.ts'

/** How many trials a forecast makes. */
export const TRIALS = 10_000

/** Weeks of work after which a trial counts as never finishing: five years, in whole draws. */
export const HORIZON_WEEKS = 87 * DRAWN_WEEKS

/** The working day of a trial that never finishes: later than any other. */
export const NEVER = 0xffff

/** What trials are played on. */
export interface TrialsInput {
  /** Weight to be finished; more than 0. */
  readonly open: number
  /** By how much less is open after a full week of work, one for each week of history. */
  readonly burns: Float64Array
  /** Working days of a full week. */
  readonly daysPerWeek: number
  readonly seed: number
  readonly trials: number
  /** Weeks of work after which nobody asks: a trial that goes on longer counts as never finishing. */
  readonly weeks?: number | undefined
}

/** A finish this little after the end of a day is on it: binary fractions are not exact. */
const EXACTNESS = 1e-9

/**
 * Plays trials, each of which draws whole weeks, one after the other and each as likely as any, until nothing is open.
 * Answers the working day on which each trial finishes, 1 for the first, or {@link NEVER}; within the week in which it
 * finishes, work flows evenly. A trial ends early where it has no chance left to finish in time.
 *
 * Every trial has a random stream of its own, so that the same trial of the same seed with more open work draws the same
 * weeks, and never finishes earlier.
 */
export function runTrials({ open, burns, daysPerWeek, seed, trials, weeks = HORIZON_WEEKS }: TrialsInput): Uint16Array {
  const days = new Uint16Array(trials).fill(NEVER)
  const draws = Math.ceil(Math.min(weeks, HORIZON_WEEKS) / DRAWN_WEEKS)
  const reach = withinReach(burns, draws, DRAWN_WEEKS)
  if (open > (reach[0] ?? 0)) return days
  const seeds = xoroshiro128plus(seed)
  const three = threeWeeksOf(burns)
  for (let trial = 0; trial < trials; trial += 1) {
    const stream = xoroshiro128plusFromState([seeds.next(), seeds.next(), seeds.next(), seeds.next()])
    const week = finishWeek(open, three, reach, stream)
    if (week !== null) days[trial] = Math.ceil(week * daysPerWeek - EXACTNESS)
  }
  return days
}

/** One trial: after how many weeks nothing is open, the last one in part; null when that is never. */
function finishWeek(open: number, three: ThreeWeeks, reach: Float64Array, stream: RandomGenerator): number | null {
  const { count, burnt, reached } = three
  const perBit = count / 2 ** 32
  let left = open
  for (let turn = 0; left <= (reach[turn] ?? 0); turn += 1) {
    // So many bits choose among some thousand draws as evenly as anybody can tell.
    const draw = ((stream.next() >>> 0) * perBit) | 0
    if ((reached[draw] ?? 0) >= left) return turn * DRAWN_WEEKS + three.weeksUntil(draw, left)
    left -= burnt[draw] ?? 0
  }
  return null
}
