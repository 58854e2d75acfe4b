import { stateAt } from '../item/boundaries.ts'
import { DAY_MS } from '../measure/words.ts'
import { doneWithin, durationMetric } from './item-metric.ts'

/** `items.lead_time`: from creation to done, in days of 24 hours, of items done in the window. */
export const itemsLeadTime = durationMetric('issues', (item, span) => {
  const doneAt = doneWithin(item, span)
  return doneAt === null ? null : (doneAt - item.createdAt) / DAY_MS
})

/** `items.cycle_time`: from the first move into progress to done, in days; items never in progress are left out. */
export const itemsCycleTime = durationMetric('issues', (item, span) => {
  const doneAt = doneWithin(item, span)
  if (doneAt === null) return null
  const started = item.timeline.find((move) => move.to === 'in_progress')
  return started === undefined || started.at > doneAt ? null : (doneAt - started.at) / DAY_MS
})

/** `items.age`: from creation to the end, in days, of items open at the end. */
export const itemsAge = durationMetric('issues', (item, span) => {
  const state = stateAt(item, span.at)
  return state === 'todo' || state === 'in_progress' ? (span.asOf - item.createdAt) / DAY_MS : null
})
