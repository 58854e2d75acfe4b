/** How many items have an estimate. */
export interface CountedEstimate {
  readonly estimate: number
  readonly count: number
}

/**
 * What an unestimated item weighs among items with these estimates, as `usualEstimate` has it: their median, 1 when there is
 * none. Costs what there is of different estimates, however many items have them.
 */
export function usualOf(estimates: readonly CountedEstimate[]): number {
  const sorted = estimates.filter(({ count }) => count > 0).sort((one, other) => one.estimate - other.estimate)
  const total = sorted.reduce((sum, { count }) => sum + count, 0)
  return total === 0 ? 1 : (ranked(sorted, Math.ceil(total / 2)) + ranked(sorted, Math.floor(total / 2) + 1)) / 2
}

/** The estimate of the item at a place, from 1. */
function ranked(sorted: readonly CountedEstimate[], place: number): number {
  let passed = 0
  for (const { estimate, count } of sorted) {
    passed += count
    if (passed >= place) return estimate
  }
  return 1
}
