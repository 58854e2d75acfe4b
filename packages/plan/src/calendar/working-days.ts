import { type Holiday, type PlanCalendar, WEEKDAYS } from '../document/calendar.ts'

/** Which days of a plan are worked on. Days are those of the plan's time zone, `2026-11-22`. */
export interface WorkingDays {
  /** How many of seven days are worked on where there is no holiday: 1 to 7. */
  readonly perWeek: number
  /** The day on which so many working days after a day have passed; the day itself for 0. */
  dayAfter(date: string, count: number): string
  /** Number of working days from one day to another, the first included and the second not; 0 when it is earlier. */
  countBetween(from: string, to: string): number
}

/** Epoch days: whole days since 1970-01-01, a Thursday. */
type EpochDay = number

/** Days off in a row, both ends included. */
interface DaysOff {
  readonly first: EpochDay
  readonly last: EpochDay
}

const DAY_MS = 86_400_000

/** The working days of a plan's calendar; without one, all days. */
export function workingDays(calendar: PlanCalendar | null): WorkingDays {
  const { workingDays: weekdays, holidays } = calendar ?? { workingDays: WEEKDAYS, holidays: [] }
  const worked = WEEKDAYS.map((weekday) => weekdays.includes(weekday))
  const daysOff = daysOffOf(holidays)
  const isWeekday = (day: EpochDay) => worked[(((day + 3) % 7) + 7) % 7] === true
  return {
    perWeek: weekdays.length,
    dayAfter(date, count) {
      let day = epochDay(date)
      for (let left = count; left > 0; ) {
        day += 1
        const off = offOn(day, daysOff)
        if (off !== undefined) day = off.last
        else if (isWeekday(day)) left -= 1
      }
      return dateOfEpochDay(day)
    },
    countBetween(from, to) {
      let count = 0
      const end = epochDay(to)
      for (let day = epochDay(from); day < end; day += 1) {
        const off = offOn(day, daysOff)
        if (off !== undefined) day = off.last
        else if (isWeekday(day)) count += 1
      }
      return count
    },
  }
}

/** Holidays in the order of time, those that touch or overlap as one: kept day by day, long ones would fill the memory. */
function daysOffOf(holidays: readonly Holiday[]): DaysOff[] {
  const spans = holidays.map(({ date, until }) => ({ first: epochDay(date), last: epochDay(until) }))
  const merged: { first: EpochDay; last: EpochDay }[] = []
  for (const span of spans.sort((one, other) => one.first - other.first)) {
    const before = merged.at(-1)
    if (before === undefined || span.first > before.last + 1) merged.push(span)
    else before.last = Math.max(before.last, span.last)
  }
  return merged
}

/** The days off that a day is one of, found by halving. */
function offOn(day: EpochDay, daysOff: readonly DaysOff[]): DaysOff | undefined {
  let low = 0
  let high = daysOff.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((daysOff[middle]?.last ?? day) < day) low = middle + 1
    else high = middle
  }
  const off = daysOff[low]
  return off !== undefined && off.first <= day ? off : undefined
}

function epochDay(date: string): EpochDay {
  return Date.parse(date) / DAY_MS
}

function dateOfEpochDay(day: EpochDay): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
