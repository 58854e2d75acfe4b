import { offsetMinutes, wallClockMs } from '../../jira/zone.ts'

/** Zone in which the hospital group lives and its plan counts days. */
export const HOSPITAL_ZONE = 'Europe/Berlin'

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
}

/** The span that ends with the day on which `today` falls in Berlin. */
export function spanUntil(today: number): Span {
  const local = new Date(today + offsetMinutes(today, HOSPITAL_ZONE) * 60_000)
  const year = local.getUTCFullYear() - 1
  const month = local.getUTCMonth() + 1
  return {
    start: midnight(year, month, 1),
    end: midnight(local.getUTCFullYear(), month, local.getUTCDate()),
    year,
    month,
  }
}

/** A calendar day, `2027-03-31`, so many months after the span's first; 0 as `day` is the last of the month before. */
export function dayOfSpan(span: Span, months: number, day: number): string {
  return new Date(Date.UTC(span.year, span.month - 1 + months, day)).toISOString().slice(0, 10)
}

/** The midnight in Berlin that begins a calendar day such as `2027-03-31`. */
export function midnightOf(day: string): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return midnight(year, month, date)
}

/** The calendar day in Berlin on which an instant falls. */
export function dayAt(at: number): string {
  return new Date(at + offsetMinutes(at, HOSPITAL_ZONE) * 60_000).toISOString().slice(0, 10)
}

function midnight(year: number, month: number, day: number): number {
  return wallClockMs({ year, month, day, hour: 0, minute: 0 }, HOSPITAL_ZONE)
}
