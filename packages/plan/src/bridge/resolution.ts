/**
 * What every value of a bridge is a whole multiple of: 2^-48, about 4e-15. A double holds every such multiple up to 32,
 * and no sum of parts or contributions comes near that, so they add up exactly, in any order. Against the difference of
 * the two unrounded progresses this is at most 2^-48 away.
 */
export const RESOLUTION = 2 ** -48

/** The nearest multiple of a unit; never -0, which JSON has not. */
export function rounded(value: number, unit = RESOLUTION): number {
  return Math.round(value / unit) * unit + 0
}

/**
 * Rounds amounts to multiples of a unit so that they sum to a total that is one; what rounding leaves goes to the largest,
 * the first of several. None given, there is nothing to round.
 */
export function roundedTo(total: number, amounts: readonly number[], unit = RESOLUTION): number[] {
  const shares = amounts.map((amount) => rounded(amount, unit))
  let [largest, rest] = [0, total]
  for (const [index, share] of shares.entries()) {
    rest -= share
    if (Math.abs(share) > Math.abs(shares[largest] ?? 0)) largest = index
  }
  const given = shares[largest]
  if (given !== undefined) shares[largest] = given + rest
  return shares
}
