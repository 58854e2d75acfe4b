import { HOUR_MS, plural } from '../measure/words.ts'
import { durationMetric, isWithin } from './item-metric.ts'
import type { Metric } from './metric.ts'
import { compileWhere, populationOf } from './population.ts'
import { sideMetric } from './side-metric.ts'

/**
 * `prs.review_time`: from opened to the first review by another person, in hours, of pull requests first reviewed in the
 * window. Those whose first review is not known are in no value, and named beside each that they may belong to.
 */
export const prsReviewTime = sideMetric((measure, context, { reviews }): Metric => {
  const metric = durationMetric('pull_requests', (item, span) => {
    const reviewedAt = reviews.firstAt.get(item.id)
    return reviewedAt !== undefined && isWithin(reviewedAt, span) ? (reviewedAt - item.createdAt) / HOUR_MS : null
  })(measure, context)
  const unknownSince = populationOf(context.items, 'pull_requests')
    .filter(compileWhere(measure.where, context))
    .flatMap((item) => reviews.unknownSince.get(item.id) ?? [])
  return {
    ...metric,
    values: (spans) =>
      metric.values(spans).map((value, index) => {
        const { at } = spans[index] ?? { at: 0 }
        const unknown = unknownSince.filter((since) => since <= at).length
        return unknown === 0 ? value : { ...value, note: unknownNote(unknown) }
      }),
  }
})

function unknownNote(count: number): string {
  return `The first review of ${plural(count, 'pull request')} is not known yet.`
}
