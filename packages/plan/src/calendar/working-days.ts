import { type PlanCalendar, WEEKDAYS } from '../document/calendar.ts'

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

const DAY_MS = 86_400_000

/** The working days of a plan's calendar; without one, all days. */
export function workingDays(calendar: PlanCalendar | null): WorkingDays {
  const { workingDays: weekdays, holidays } = calendar ?? { workingDays: WEEKDAYS, holidays: [] }
  const worked = WEEKDAYS.map((weekday) => weekdays.includes(weekday))
  const off = new Set(holidays.flatMap(({ date, until }) => daysFrom(epochDay(date), epochDay(until))))
  const isWorked = (day: EpochDay) => worked[(((day + 3) % 7) + 7) % 7] === true && !off.has(day)
  return {
    perWeek: weekdays.length,
    dayAfter(date, count) {
      let day = epochDay(date)
      for (let left = count; left > 0; ) {
        day += 1
        if (isWorked(day)) left -= 1
      }
      return dateOfEpochDay(day)
    },
    countBetween(from, to) {
      let count = 0
      for (let day = epochDay(from); day < epochDay(to); day += 1) if (isWorked(day)) count += 1
      return count
    },
  }
}

function daysFrom(first: EpochDay, last: EpochDay): EpochDay[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function epochDay(date: string): EpochDay {
  return Date.parse(date) / DAY_MS
}

function dateOfEpochDay(day: EpochDay): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
