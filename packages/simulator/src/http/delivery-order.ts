import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** How webhook deliveries that were held back leave, when they leave otherwise than they came. */
export interface FlushOptions {
  /** Positions among those held, first to leave first; those not named follow in the order they came. */
  readonly order?: readonly number[] | 'reverse'
  /** How many are sent a second time, at some later place. Default 0. */
  readonly duplicates?: number
  /** How many are lost. Default 0. */
  readonly drop?: number
  /** Chooses which are lost and which come twice, and when; the same seed chooses the same. Default 1. */
  readonly seed?: number
}

/** What becomes of the deliveries that were held back. */
export interface Flushed<T> {
  /** Those that leave, in this order; one that comes twice is there twice. */
  readonly leaving: readonly T[]
  readonly lost: readonly T[]
}

/**
 * Decides in what order deliveries leave, which come twice and which never.
 *
 * @throws RangeError for a position that nothing is held at, or one named twice.
 */
export function arrange<T>(held: readonly T[], options: FlushOptions): Flushed<T> {
  const leaving = inOrder(held, options.order ?? [])
  const random = xoroshiro128plus(options.seed ?? 1)
  const below = (size: number) => uniformInt(random, 0, size - 1)
  const lost: T[] = []
  for (let left = options.drop ?? 0; left > 0 && leaving.length > 0; left -= 1) {
    lost.push(...leaving.splice(below(leaving.length), 1))
  }
  const once = leaving.length
  for (let left = Math.min(options.duplicates ?? 0, once); left > 0; left -= 1) {
    const at = below(leaving.length)
    const again = leaving.slice(at, at + 1)
    leaving.splice(at + 1 + below(leaving.length - at), 0, ...again)
  }
  return { leaving, lost }
}

function inOrder<T>(held: readonly T[], order: readonly number[] | 'reverse'): T[] {
  if (order === 'reverse') return [...held].reverse()
  const named = new Set(order)
  if (named.size < order.length) throw new RangeError('a delivery cannot be named twice: use duplicates')
  const first = order.map((position) => {
    const found = held.slice(position, position + 1)
    if (position < 0 || found.length === 0) throw new RangeError(`nothing is held at position ${position}`)
    return found
  })
  return [...first.flat(), ...held.filter((_, position) => !named.has(position))]
}
