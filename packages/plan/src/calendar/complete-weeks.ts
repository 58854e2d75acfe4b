import type { EpochMs } from '../item/work-item.ts'
import { addWeeks, type IsoWeek, previousWeek, type WeekBounds, weekBounds, weekOf, weeksBetween } from './iso-week.ts'

/** A week that is over. */
export interface CompleteWeek extends WeekBounds {
  readonly week: IsoWeek
}

/**
 * The last week that is over at an instant. A week is over with its last millisecond, so the end of a Sunday, which the
 * date of that Sunday means, has its week behind it.
 */
export function lastCompleteWeek(at: EpochMs, timeZone: string): IsoWeek {
  return previousWeek(weekOf(at + 1, timeZone))
}

/** The last so many weeks that are over at an instant as {@link lastCompleteWeek} is, oldest first. */
export function completeWeeks(at: EpochMs, count: number, timeZone: string): CompleteWeek[] {
  const last = lastCompleteWeek(at, timeZone)
  return weeksBetween(addWeeks(last, 1 - count), last).map((week) => ({
    week,
    ...weekBounds(week, timeZone),
  }))
}
