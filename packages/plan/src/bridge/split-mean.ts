import type { Weighted } from '../measure/weighted-mean.ts'

/** What an amount is owed to. */
export interface Contribution<Carrier> {
  readonly carrier: Carrier
  readonly amount: number
}

/** The two ends of a step. */
export interface Ends<Thing> {
  readonly before: Thing
  readonly after: Thing
}

/** A value that a mean is made of, before and after a step. */
export interface MeanPart<Carrier> extends Ends<Weighted> {
  /** What its value changed by; the amounts sum to that change. */
  readonly behind: readonly Contribution<Carrier>[]
  /** What a change of its weight is owed to; null shares it evenly among what is behind the part, which then is not empty. */
  readonly reweighedBy: Carrier | null
}

/**
 * Splits the change of a weighted mean over what changed its parts, so that the amounts sum to the change.
 *
 * With w and v the weight and value of a part, W the sum of weights and M the mean, bars for the middle of before and
 * after and d for the difference, dM = sum (dw (v̄ - M̄) + w̄ dv) / W̄ holds exactly, which multiplying out shows. So neither
 * end is favoured, no order of the parts enters, and no rest is left. A mean over nothing has the value 0.
 *
 * @param parts at least those that changed; the others would contribute nothing.
 * @param mean its value, and the sum of the weights of all its parts.
 */
export function splitMean<Carrier>(parts: readonly MeanPart<Carrier>[], mean: Ends<Weighted>): Contribution<Carrier>[] {
  const { value, weight: weights } = middleOf(mean)
  if (weights === 0) return []
  return parts.flatMap((part) => {
    const middle = middleOf(part)
    if (middle.weight === 0) return []
    const byValue = part.behind.map(({ carrier, amount }) => ({ carrier, amount: (amount * middle.weight) / weights }))
    const byWeight = ((part.after.weight - part.before.weight) * (middle.value - value)) / weights
    return withWeightEffect(byValue, byWeight, part.reweighedBy)
  })
}

function withWeightEffect<Carrier>(
  byValue: Contribution<Carrier>[],
  byWeight: number,
  reweighedBy: Carrier | null,
): Contribution<Carrier>[] {
  if (byWeight === 0) return byValue
  if (reweighedBy !== null) return [...byValue, { carrier: reweighedBy, amount: byWeight }]
  return byValue.map(({ carrier, amount }) => ({ carrier, amount: amount + byWeight / byValue.length }))
}

function middleOf({ before, after }: Ends<Weighted>): Weighted {
  return { value: (before.value + after.value) / 2, weight: (before.weight + after.weight) / 2 }
}
