import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

/** How many trials a forecast makes. */
export const TRIALS = 10_000

/** Weeks of work after which a trial counts as never finishing: five years. */
export const HORIZON_WEEKS = 260

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
}

/** A finish this little after the end of a day is on it: binary fractions are not exact. */
const EXACTNESS = 1e-9

/**
 * Plays trials, each of which draws whole weeks, one after the other and each as likely as any, until nothing is open.
 * Answers the working day on which each trial finishes, 1 for the first, or {@link NEVER}; within the week in which it
 * finishes, work flows evenly.
 *
 * Every trial has a random stream of its own, so that the same trial of the same seed with more open work draws the same
 * weeks, and never finishes earlier.
 */
export function runTrials({ open, burns, daysPerWeek, seed, trials }: TrialsInput): Uint16Array {
  const best = Math.max(...burns)
  const seeds = xoroshiro128plus(seed)
  const days = new Uint16Array(trials)
  for (let trial = 0; trial < trials; trial += 1) {
    const stream = xoroshiro128plusFromState([seeds.next(), seeds.next(), seeds.next(), seeds.next()])
    days[trial] = finishDay(open, burns, best, daysPerWeek, stream)
  }
  return days
}

/** One trial. It ends early where not even the best of all weeks, again and again, would reach the end in time. */
function finishDay(
  open: number,
  burns: Float64Array,
  best: number,
  daysPerWeek: number,
  stream: RandomGenerator,
): number {
  const count = burns.length
  let left = open
  for (let week = 0; left <= best * (HORIZON_WEEKS - week); week += 2) {
    // Sixteen bits choose among a dozen weeks as evenly as anybody can tell, so each number drawn serves for two.
    const bits = stream.next()
    const first = burns[((bits >>> 16) * count) >>> 16] ?? 0
    if (first >= left) return Math.ceil((week + left / first) * daysPerWeek - EXACTNESS)
    left -= first
    const second = burns[((bits & 0xffff) * count) >>> 16] ?? 0
    if (second >= left) return Math.ceil((week + 1 + left / second) * daysPerWeek - EXACTNESS)
    left -= second
  }
  return NEVER
}
