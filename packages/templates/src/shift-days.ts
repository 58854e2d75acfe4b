import { Temporal } from 'temporal-polyfill'

/**
 * Moves every day in a text by whole months. The last day of a month stays the last one: the 28th of February becomes
 * the 31st of March.
 */
export function shiftDays(text: string, months: number): string {
  return text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => {
    const date = Temporal.PlainDate.from(day)
    const moved = date.add({ months })
    return (date.day === date.daysInMonth ? moved.with({ day: moved.daysInMonth }) : moved).toString()
  })
}

/** The first day of a day's month. */
export function firstOfMonth(day: string): string {
  return Temporal.PlainDate.from(day).with({ day: 1 }).toString()
}

/** A day so many months later, or earlier for less than 0; the last of a shorter month where it has no such day. */
export function monthsAfter(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}

/** Whole months from one day to a later one; negative when the second comes first. */
export function monthsBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'months' }).months
}
