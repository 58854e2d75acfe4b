import type { Deliverable } from '../document/deliverable.ts'
import type { WorkItem } from '../item/work-item.ts'

/** How much each of some items counts. */
export type Weigh = (item: WorkItem) => number

/**
 * The weights of items that count together: 1 each, or their estimates in points. An unestimated item takes the median
 * of the estimated ones among `items`, and 1 when none is; a negative estimate is none.
 *
 * @param items those that exist and are not dropped at the instant in question, so that neither later nor dropped work
 * changes a past number.
 */
export function weighing(items: readonly WorkItem[], weigh: Deliverable['weigh']): Weigh {
  if (weigh === 'items') return () => 1
  const usual = usualEstimate(items.map(estimateOf))
  return (item) => estimateOf(item) ?? usual
}

/** What an unestimated item weighs among items with these estimates: their median, 1 when there is none. */
export function usualEstimate(estimates: readonly (number | null)[]): number {
  return median(estimates.filter((estimate) => estimate !== null).sort((one, other) => one - other)) ?? 1
}

/** The estimate of an item in points, null when it has none; a negative one is none. */
export function estimateOf(item: Pick<WorkItem, 'estimate'>): number | null {
  return item.estimate !== null && item.estimate >= 0 ? item.estimate : null
}

function median(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}
