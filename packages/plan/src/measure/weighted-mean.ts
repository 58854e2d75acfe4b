/** A value in a weighted mean; of weight 0 it is not in it. */
export interface Weighted {
  readonly value: number
  readonly weight: number
}

/** The mean of values by weight; null when nothing has a weight. */
export function weightedMean(parts: readonly Weighted[]): number | null {
  let [sum, weights] = [0, 0]
  for (const { value, weight } of parts) {
    sum += value * weight
    weights += weight
  }
  return weights > 0 ? sum / weights : null
}
