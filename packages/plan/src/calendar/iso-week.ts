import { ValidationError } from '@throughline/errors'
import { Temporal } from 'temporal-polyfill'
import type { EpochMs } from '../item/work-item.ts'

/** A week of ISO 8601 as text, `2026-W47`; texts sort like the weeks. Made by {@link parseWeek} and {@link weekOf}. */
export type IsoWeek = string

/** The instants between which a week lies: Monday 00:00, included, to the next Monday 00:00, not included. */
export interface WeekBounds {
  readonly start: EpochMs
  readonly end: EpochMs
}

/** The most weeks one question may span: twenty years. */
const WEEKS_MAX = 1040

const WEEK = /^(\d{4})-W(\d{2})$/

/**
 * Checks a week. Throws ValidationError `week.invalid` for a text of another form and for a week that its year does not
 * have (only long years have a W53); its author has to change it.
 */
export function parseWeek(text: string): IsoWeek {
  mondayOf(text)
  return text
}

/** The week an instant falls in, in a time zone. */
export function weekOf(at: EpochMs, timeZone: string): IsoWeek {
  return weekOfDate(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate())
}

/**
 * When a week begins and ends in a time zone. A week with a change of the clocks is an hour shorter or longer. Throws
 * ValidationError `week.invalid` like {@link parseWeek}.
 */
export function weekBounds(week: IsoWeek, timeZone: string): WeekBounds {
  const key = `${week} ${timeZone}`
  const known = knownBounds.get(key)
  if (known !== undefined) return known
  const monday = mondayOf(week)
  const bounds = {
    start: monday.toZonedDateTime(timeZone).epochMilliseconds,
    end: monday.add({ days: 7 }).toZonedDateTime(timeZone).epochMilliseconds,
  }
  if (knownBounds.size >= KNOWN_BOUNDS_MAX) knownBounds.clear()
  knownBounds.set(key, bounds)
  return bounds
}

/** A few years of weeks are asked for again and again, and a calendar takes longer to answer than a map. */
const knownBounds = new Map<string, WeekBounds>()
const KNOWN_BOUNDS_MAX = 4_096

/** The week before. Throws ValidationError `week.invalid` like {@link parseWeek}. */
export function previousWeek(week: IsoWeek): IsoWeek {
  return addWeeks(week, -1)
}

/** The week after. Throws ValidationError `week.invalid` like {@link parseWeek}. */
export function nextWeek(week: IsoWeek): IsoWeek {
  return addWeeks(week, 1)
}

/** The week so many weeks later, or earlier when negative. Throws ValidationError `week.invalid` like {@link parseWeek}. */
export function addWeeks(week: IsoWeek, weeks: number): IsoWeek {
  return weekOfDate(mondayOf(week).add({ days: 7 * weeks }))
}

/**
 * All weeks from one to another, both included, in order. Throws ValidationError `week.range_invalid` when the second
 * lies before the first or more than twenty years after it, and `week.invalid` like {@link parseWeek}.
 */
export function weeksBetween(from: IsoWeek, to: IsoWeek): IsoWeek[] {
  const first = mondayOf(from)
  const count = first.until(mondayOf(to), { largestUnit: 'days' }).days / 7 + 1
  if (count < 1 || count > WEEKS_MAX) {
    throw new ValidationError(
      'week.range_invalid',
      `From ${from} to ${to} is no range of weeks: name the earlier week first, and at most ${WEEKS_MAX} weeks.`,
    )
  }
  return Array.from({ length: count }, (_, index) => weekOfDate(first.add({ days: 7 * index })))
}

/** The Monday of a week. ISO 8601: the 4th of January lies in week 1 of its year. */
function mondayOf(week: string): Temporal.PlainDate {
  const [, year = '', number = ''] = WEEK.exec(week) ?? []
  if (year !== '' && year !== '0000') {
    const fourth = Temporal.PlainDate.from(`${year}-01-04`)
    const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ days: 7 * (Number(number) - 1) })
    if (weekOfDate(monday) === week) return monday
  }
  throw new ValidationError(
    'week.invalid',
    `“${week}” is not an ISO week. Write the year and the week, such as 2026-W47; only long years have a W53.`,
  )
}

function weekOfDate(date: Temporal.PlainDate): IsoWeek {
  const thursday = date.add({ days: 4 - date.dayOfWeek })
  const number = Math.ceil(thursday.dayOfYear / 7)
  return `${String(thursday.year).padStart(4, '0')}-W${String(number).padStart(2, '0')}`
}
