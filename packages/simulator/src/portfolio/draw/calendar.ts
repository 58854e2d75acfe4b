import { DAY_MS } from './span.ts'

/** Where an organisation lives: its time zone and the days it has off. */
export interface Calendar {
  /** IANA name. */
  readonly zone: string
  /** Days of the year on which hardly anybody works, `05-01`: public holidays, and the eves before them. */
  readonly holidays: readonly string[]
  /** Further holidays, in days after Easter Sunday; Good Friday is -2. */
  readonly easterHolidays: readonly number[]
}

/** Part of a usual day's work that weekdays see, Sunday first. */
const WEEK = [0.03, 1, 1.1, 1.08, 1, 0.82, 0.06]

/** How much of a usual day's work a calendar day sees: weekends, public holidays and the quiet weeks have less. */
export function workOn(day: string, calendar: Calendar): number {
  const weekday = WEEK[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? 1
  const date = day.slice(5)
  if (isHoliday(day, calendar)) return Math.min(weekday, 0.03)
  if (date >= '12-22' || date <= '01-06') return weekday * 0.2
  if (date >= '07-25' && date <= '08-20') return weekday * 0.65
  return weekday
}

function isHoliday(day: string, { holidays, easterHolidays }: Calendar): boolean {
  const fromEaster = Math.round((Date.parse(`${day}T00:00:00Z`) - easter(Number(day.slice(0, 4)))) / DAY_MS)
  return holidays.includes(day.slice(5)) || easterHolidays.includes(fromEaster)
}

/** Easter Sunday. Anonymous Gregorian algorithm, Nature 13 (1876), p. 487. */
function easter(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1)
}
