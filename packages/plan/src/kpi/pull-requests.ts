import { stateAt } from '../item/boundaries.ts'
import { HOUR_MS } from '../measure/words.ts'
import { countingMetric, doneWithin, durationMetric, isWithin } from './item-metric.ts'

/** `prs.opened`: pull requests opened in the window. */
export const prsOpened = countingMetric('pull_requests', (item, span) => (isWithin(item.createdAt, span) ? 1 : null))

/** `prs.merged`: pull requests merged in the window. */
export const prsMerged = countingMetric('pull_requests', (item, span) => (doneWithin(item, span) === null ? null : 1))

/** `prs.merge_time`: from opened to merged, in hours, of pull requests merged in the window. */
export const prsMergeTime = durationMetric('pull_requests', (item, span) => {
  const mergedAt = doneWithin(item, span)
  return mergedAt === null ? null : (mergedAt - item.createdAt) / HOUR_MS
})

/** `prs.age`: from opened to the end, in hours, of pull requests open at the end. */
export const prsAge = durationMetric('pull_requests', (item, span) => {
  const state = stateAt(item, span.at)
  return state === 'todo' || state === 'in_progress' ? (span.asOf - item.createdAt) / HOUR_MS : null
})
