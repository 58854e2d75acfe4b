import { stateAt } from '../item/boundaries.ts'
import { countingMetric, doneWithin, isWithin } from './item-metric.ts'

/** `items.created`: items created in the window, whatever became of them. */
export const itemsCreated = countingMetric('issues', (item, span) => (isWithin(item.createdAt, span) ? 1 : null))

/** `items.done`: items done in the window. */
export const itemsDone = countingMetric('issues', (item, span) => (doneWithin(item, span) === null ? null : 1))

/** `items.open`: items todo or in progress at the end. */
export const itemsOpen = countingMetric('issues', (item, span) => {
  const state = stateAt(item, span.at)
  return state === 'todo' || state === 'in_progress' ? 1 : null
})

/** `items.wip`: items in progress at the end. */
export const itemsWip = countingMetric('issues', (item, span) => (stateAt(item, span.at) === 'in_progress' ? 1 : null))

/** `items.reopened`: moves out of done into todo or in progress in the window; an item contributes each of its own. */
export const itemsReopened = countingMetric('issues', (item, span) => {
  let moves = 0
  for (const { at, from, to } of item.timeline) {
    if (from === 'done' && to !== 'dropped' && isWithin(at, span)) moves += 1
  }
  return moves === 0 ? null : moves
})
