import { daysBetween } from '../parts/days.ts'
import type { SaidBefore } from './dates-before.ts'
import type { DateMove, MovedDates } from './report-news.ts'
import { isOver, type ReportedPart } from './reported-part.ts'

/**
 * The dates of deliverables that are others than in the week before. Of those that are done or cancelled nothing is told:
 * a forecast that ends with the work has not moved. A forecast that came or went has nothing to be compared with.
 */
export function movedDates(parts: readonly ReportedPart[], before: SaidBefore): MovedDates[] {
  return parts.flatMap(({ objective, deliverable }): MovedDates[] => {
    const { id, title, start, due, forecast } = deliverable
    const then = before.of(id)
    if (isOver(deliverable) || then === undefined) return []
    const pairs: [DateMove['date'], string | null | undefined, string | null][] = [
      ['start', then.start, start],
      ['due', then.due, due],
    ]
    if (then.forecast !== null && forecast !== null) {
      pairs.push(['forecast_p50', then.forecast.p50, forecast.p50], ['forecast_p85', then.forecast.p85, forecast.p85])
    }
    const moves = pairs.flatMap(([date, from, to]): DateMove[] =>
      from === undefined || from === to
        ? []
        : [{ date, from, to, days: from === null || to === null ? null : daysBetween(from, to) }],
    )
    return moves.length === 0 ? [] : [{ id, title, objective, moves }]
  })
}
