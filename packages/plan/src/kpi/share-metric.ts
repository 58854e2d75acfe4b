import type { WorkItem } from '../item/work-item.ts'
import { doneWithin } from './item-metric.ts'
import type { MetricFactory } from './metric.ts'
import { belongsTo, compileWhere, looksAboveItems, populationOf } from './population.ts'
import type { Span } from './span.ts'

/**
 * `share`: the part of all items done in the window, linked or not, that falls to one objective, to what is linked to
 * nothing, or to what a selector chooses; null when none was done. Every item done is evidence: those that fall to it
 * contribute their part of the whole, the others 0.
 */
export const shareMetric: MetricFactory = (measure, context) => {
  const isFalling = compileWhere(measure.where, context)
  const items = populationOf(context.items, 'issues')
  const doneIn = (span: Span) =>
    items.filter((item) => doneWithin(item, span) !== null).map((item) => ({ item, falls: isFalling(item) }))
  const isIssue = belongsTo('issues', context.items)
  return {
    ...(looksAboveItems(measure.where)
      ? {}
      : {
          part: (item, span) => (isIssue(item) && doneWithin(item, span) !== null ? Number(isFalling(item)) : null),
        }),
    values(spans) {
      const counts = spans.map(() => ({ done: 0, falling: 0 }))
      for (const item of items) {
        if (!wasEverDone(item)) continue
        const falls = isFalling(item)
        for (const [index, count] of counts.entries()) {
          const span = spans[index]
          if (span === undefined || doneWithin(item, span) === null) continue
          count.done += 1
          if (falls) count.falling += 1
        }
      }
      return counts.map(({ done, falling }) => ({ value: done === 0 ? null : falling / done, count: done }))
    },
    evidence: (span) => {
      const done = doneIn(span)
      return done.map(({ item, falls }) => ({ item, value: falls ? 1 / done.length : 0 }))
    },
  }
}

/** What was never done takes no part in any week. */
function wasEverDone({ timeline }: WorkItem): boolean {
  return timeline.some((move) => move.to === 'done')
}
