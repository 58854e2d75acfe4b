import { dateOf } from '../calendar/instant.ts'
import { type IsoWeek, nextWeek, weekBounds } from '../calendar/iso-week.ts'
import type { Plan } from '../document/plan.ts'
import type { PartsStanding } from '../parts/parts-standing.ts'
import type { DueDate } from './report-news.ts'
import { isOver, type ReportedPart } from './reported-part.ts'

/** What is due in the week after a report's: deliverables that are not over and milestones to come, soonest first. */
export function dueInNextWeek(
  { timeZone }: Plan,
  week: IsoWeek,
  parts: readonly ReportedPart[],
  { milestones }: PartsStanding,
): DueDate[] {
  const { start, end } = weekBounds(nextWeek(week), timeZone)
  const [monday, sunday] = [dateOf(start, timeZone), dateOf(end - 1, timeZone)]
  const isThen = (date: string | null): date is string => date !== null && monday <= date && date <= sunday
  return [
    ...parts.flatMap(({ deliverable }): DueDate[] => {
      const { id, title, due, progress, health } = deliverable
      return isThen(due) && !isOver(deliverable)
        ? [{ kind: 'deliverable', id, title, due, progress, status: health.status }]
        : []
    }),
    ...milestones.flatMap(({ id, title, date, progress, status }): DueDate[] =>
      isThen(date) && status === 'upcoming' ? [{ kind: 'milestone', id, title, due: date, progress, status }] : [],
    ),
  ].sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
}
