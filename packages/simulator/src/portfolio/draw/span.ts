import { offsetMinutes, wallClockMs } from '../../jira/zone.ts'

export const DAY_MS = 86_400_000

/** The stretch of time that the portfolio tells of, in epoch milliseconds. */
export interface Span {
  /** Midnight that begins the plan's period: the first of the month twelve months before today. */
  readonly start: number
  /** Midnight that begins today. The history ends here, so that it is the same all day long. */
  readonly end: number
  /** Year and month (1 to 12) of `start`. */
  readonly year: number
  readonly month: number
  /** IANA zone of its midnights. */
  readonly zone: string
}

/** The span that ends with the day on which `today` falls in a zone. */
export function spanUntil(today: number, zone: string): Span {
  const local = new Date(today + offsetMinutes(today, zone) * 60_000)
  const year = local.getUTCFullYear() - 1
  const month = local.getUTCMonth() + 1
  return {
    start: midnight(year, month, 1, zone),
    end: midnight(local.getUTCFullYear(), month, local.getUTCDate(), zone),
    year,
    month,
    zone,
  }
}

/** A calendar day, `2027-03-31`, so many months after the span's first; 0 as `day` is the last of the month before. */
export function dayOfSpan(span: Span, months: number, day: number): string {
  return new Date(Date.UTC(span.year, span.month - 1 + months, day)).toISOString().slice(0, 10)
}

/** The midnight that begins a calendar day such as `2027-03-31` in a zone. */
export function midnightOf(day: string, zone: string): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return midnight(year, month, date, zone)
}

/** The calendar day on which an instant falls in a zone. */
export function dayAt(at: number, zone: string): string {
  return new Date(at + offsetMinutes(at, zone) * 60_000).toISOString().slice(0, 10)
}

function midnight(year: number, month: number, day: number, zone: string): number {
  return wallClockMs({ year, month, day, hour: 0, minute: 0 }, zone)
}
