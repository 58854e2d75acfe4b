import type { Deliverable } from '../document/deliverable.ts'
import type { EpochMs, ItemState, WorkItem } from '../item/work-item.ts'
import { estimateOf } from '../measure/weight.ts'
import type { Period } from './periods.ts'
import { usualOf } from './usual-of.ts'

/** Counted items by state, at one instant; in numbers or in weight. */
export type ByState = Readonly<Record<ItemState, number>>

/** How some work stood at the end of a period. */
export interface Standing {
  readonly items: ByState
  readonly weight: ByState
}

/**
 * How counted items stood at the end of each period, in one pass over their timelines: every move is noted in the period in
 * which it counts first, and the periods are then added up. Costs what there is of moves and of periods, not their product.
 */
export function sweep(items: readonly WorkItem[], weigh: Deliverable['weigh'], periods: readonly Period[]): Standing[] {
  const moves = movesByPeriod(items, weigh, periods)
  const tally = new Map<number | null, Record<ItemState, number>>()
  return moves.map((own) => {
    for (const { from, to, estimate } of own) {
      const counts = tally.get(estimate) ?? { ...NONE }
      tally.set(estimate, counts)
      if (from !== null) counts[from] -= 1
      counts[to] += 1
    }
    return standingOf(tally)
  })
}

const NONE: ByState = { todo: 0, in_progress: 0, done: 0, dropped: 0 }

const STATES = ['todo', 'in_progress', 'done', 'dropped'] as const satisfies readonly ItemState[]

interface Move {
  readonly from: ItemState | null
  readonly to: ItemState
  /** The weight of the item where it has one of its own. */
  readonly estimate: number | null
}

function movesByPeriod(
  items: readonly WorkItem[],
  weigh: Deliverable['weigh'],
  periods: readonly Period[],
): readonly (readonly Move[])[] {
  const moves: Move[][] = periods.map(() => [])
  for (const item of items) {
    const estimate = weigh === 'items' ? 1 : estimateOf(item)
    let from: ItemState | null = null
    for (const { at, to } of item.timeline) {
      // Before its creation an item is in no state, whatever its history says.
      moves[firstAtOrAfter(periods, Math.max(at, item.createdAt))]?.push({ from, to, estimate })
      from = to
    }
  }
  return moves
}

/** The place of the first period whose end is not before an instant. */
function firstAtOrAfter(periods: readonly Period[], at: EpochMs): number {
  let [low, high] = [0, periods.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((periods[middle]?.at ?? at) < at) low = middle + 1
    else high = middle
  }
  return low
}

function standingOf(tally: ReadonlyMap<number | null, ByState>): Standing {
  const usual = usualOf(
    [...tally].flatMap(([estimate, { todo, in_progress, done }]) =>
      estimate === null ? [] : [{ estimate, count: todo + in_progress + done }],
    ),
  )
  const [items, weight] = [{ ...NONE }, { ...NONE }]
  for (const [estimate, counts] of tally) {
    for (const state of STATES) {
      items[state] += counts[state]
      weight[state] += counts[state] * (estimate ?? usual)
    }
  }
  return { items, weight }
}
