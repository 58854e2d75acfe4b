import { Temporal } from 'temporal-polyfill'

/** Zone rules change on quarters of an hour only, so one look-up serves the whole quarter. */
const BUCKET_MS = 900_000
const offsets = new Map<string, Map<number, number>>()

/** Offset of a zone from UTC at an instant, in minutes; east is positive. */
export function offsetMinutes(at: number, zone: string): number {
  if (zone === 'UTC') return 0
  const known = offsets.get(zone) ?? new Map<number, number>()
  offsets.set(zone, known)
  const bucket = Math.floor(at / BUCKET_MS)
  let offset = known.get(bucket)
  if (offset === undefined) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    offset = Math.round(zoned.offsetNanoseconds / 60e9)
    known.set(bucket, offset)
  }
  return offset
}

/**
 * Epoch milliseconds of a wall-clock time in a zone. A time that a change to summer time skips is read as if the clock
 * had not been changed; one that occurs twice is its first occurrence.
 */
export function wallClockMs(
  wall: { year: number; month: number; day: number; hour: number; minute: number },
  zone: string,
): number {
  return Temporal.PlainDateTime.from(wall, { overflow: 'reject' }).toZonedDateTime(zone).epochMilliseconds
}

/** An instant as Jira writes it: `2026-02-03T09:15:00.000+0100`. */
export function jiraInstant(at: number, zone: string): string {
  const offset = offsetMinutes(at, zone)
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 23)
  const size = Math.abs(offset)
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`
}

/**
 * Epoch milliseconds of an instant as Jira writes it.
 *
 * @throws RangeError when the text is no instant.
 */
export function parseJiraInstant(text: string): number {
  const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  if (Number.isNaN(at)) throw new RangeError(`"${text}" is no Jira instant such as 2026-02-03T09:15:00.000+0100`)
  return at
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
