import type { EpochMs } from '../item/work-item.ts'
import { addWeeks, type IsoWeek, type WeekBounds, weekBounds, weekOf, weeksBetween } from './iso-week.ts'

/** A week that is over. */
export interface CompleteWeek extends WeekBounds {
  readonly week: IsoWeek
}

/**
 * The last so many weeks that are over at an instant, oldest first. A week is over with its last millisecond, so the
 * end of a Sunday, which the date of that Sunday means, has its week behind it.
 */
export function completeWeeks(at: EpochMs, count: number, timeZone: string): CompleteWeek[] {
  const running = weekOf(at + 1, timeZone)
  return weeksBetween(addWeeks(running, -count), addWeeks(running, -1)).map((week) => ({
    week,
    ...weekBounds(week, timeZone),
  }))
}
