/** Trials less likely than this to finish are not played on: of 10,000 it turns away less than a hundredth of one. */
const HOPELESS = 1e-6

/** Rates at which the bound is tried, from nearly even to steep, as parts of the largest burn; the tightest counts. */
const RATES = Array.from({ length: 24 }, (_, power) => 0.01 * 1.33 ** power)

/**
 * The most that may be open before each draw of a trial so that it can still be finished by the last one, but for chances
 * below one in a million: work that grows as fast as it is done is given up long before the horizon.
 *
 * For any rate r, the chance that n drawn weeks ever burn x is at most M^n e^(-r x), where M is the mean of e^(r burn),
 * or 1 if that is less: Doob’s inequality for the exponential martingale (Williams, Probability with Martingales, 14.6). And
 * nothing burns more than the best of all weeks, again and again.
 *
 * @param draws how many there are, each of `weeks` weeks.
 * @returns one value before each draw, and 0 after the last.
 */
export function withinReach(burns: Float64Array, draws: number, weeks: number): Float64Array {
  const best = Math.max(0, ...burns)
  const left = (draw: number) => (draws - draw) * weeks
  const reach = Float64Array.from({ length: draws + 1 }, (_, draw) => best * left(draw))
  if (best === 0) return reach
  const scale = Math.max(...burns.map(Math.abs))
  for (const part of RATES) {
    const rate = part / scale
    const growth = Math.log(burns.reduce((sum, burn) => sum + Math.exp(rate * burn), 0) / burns.length)
    const perWeek = Math.max(0, growth)
    for (let draw = 0; draw < draws; draw += 1) {
      const bound = (perWeek * left(draw) - Math.log(HOPELESS)) / rate
      if (bound < (reach[draw] ?? 0)) reach[draw] = bound
    }
  }
  return reach
}
