import { z } from 'zod'
import { calendarDate, documentFields, oneOrMore } from './document-fields.ts'

/** Days of the week as a plan writes them, in the order of ISO 8601. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

type Weekday = (typeof WEEKDAYS)[number]

/** On which days people work on a plan. */
export interface PlanCalendar {
  /** At least one, in the order of the week. Default Monday to Friday. */
  readonly workingDays: readonly Weekday[]
  /** In the order of their first days. */
  readonly holidays: readonly Holiday[]
}

/** Days on which nobody works, both ends included. */
export interface Holiday {
  readonly date: string
  /** The same as `date` for a single day. */
  readonly until: string
  readonly title: string | null
}

/** Longer ones are slips of the pen: a year that was not changed. */
const HOLIDAY_DAYS_MAX = 366

/** Decades of what any country has; more of them make every forecast slow. */
const HOLIDAYS_MAX = 1_000

const DAY_MS = 86_400_000

const holidaySchema = documentFields({
  date: calendarDate,
  until: calendarDate.optional(),
  title: z.string().min(1).optional(),
})
  .refine(({ date, until }) => until === undefined || date <= until, {
    path: ['until'],
    message: 'the holiday ends before it starts',
  })
  // Of days that are none the difference is NaN, and they have faults of their own.
  .refine(({ date, until = date }) => !(Date.parse(until) - Date.parse(date) >= HOLIDAY_DAYS_MAX * DAY_MS), {
    path: ['until'],
    message: `a holiday has at most ${HOLIDAY_DAYS_MAX} days`,
  })

/** The calendar as the document writes it. */
export const calendarSchema = documentFields({
  workingDays: oneOrMore(z.enum(WEEKDAYS)).optional(),
  holidays: z.array(holidaySchema).max(HOLIDAYS_MAX).optional(),
})

/** A parsed calendar with its defaults filled in; null for none, where every day counts alike. */
export function normaliseCalendar(input: z.output<typeof calendarSchema> | undefined): PlanCalendar | null {
  if (input === undefined) return null
  const { workingDays = ['mon', 'tue', 'wed', 'thu', 'fri'], holidays = [] } = input
  return {
    workingDays: WEEKDAYS.filter((day) => workingDays === day || workingDays.includes(day)),
    holidays: holidays
      .map(({ date, until, title }) => ({ date, until: until ?? date, title: title ?? null }))
      .sort((one, other) => (one.date < other.date ? -1 : 1)),
  }
}
