import { ValidationError } from '@throughline/errors'
import { Temporal } from 'temporal-polyfill'
import type { EpochMs } from '../item/work-item.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * Reads an instant (`2026-11-23T06:00:00Z`, any offset) or a date (`2026-11-22`). A date means the end of that day in
 * the time zone: its last millisecond, because the midnight after it belongs to the next day. Throws ValidationError
 * `instant.invalid` for anything else; its author has to change it.
 */
export function resolveInstant(text: string, timeZone: string): EpochMs {
  try {
    return DATE.test(text) ? dayEnd(text, timeZone) : Temporal.Instant.from(text).epochMilliseconds
  } catch (cause) {
    throw new ValidationError(
      'instant.invalid',
      `“${text}” is neither an instant nor a date. Write an instant with its offset, such as 2026-11-22T17:00:00Z, or a date, such as 2026-11-22.`,
      [],
      { cause },
    )
  }
}

/** The first instant of a day in a time zone. Throws RangeError for a date that no calendar has. */
export function dayStart(date: string, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds
}

/** The last millisecond of a day in a time zone. Throws RangeError for a date that no calendar has. */
export function dayEnd(date: string, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds - 1
}

/** The day, `2026-11-22`, that an instant falls on in a time zone. */
export function dateOf(at: EpochMs, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** An instant as ISO 8601 text in UTC with milliseconds, the form of every answer. */
export function isoInstant(at: EpochMs): string {
  return new Date(at).toISOString()
}
