import type { Draw } from './draw.ts'
import { DAY_MS, dayAt, midnightOf, type Span } from './span.ts'

/** When people of the programme work: a weekly rhythm, holidays, a slow start and a recent acceleration. */
export interface WorkingDays {
  /** An instant from `from` up to `to`, both in epoch milliseconds, as likely as work is then. */
  between(draw: Draw, from: number, to: number): number
  /** The instant itself in working hours of a working day, else the next such morning. */
  next(draw: Draw, at: number): number
}

interface Day {
  readonly start: number
  /** Work of all days up to and including this one. */
  readonly total: number
}

const HOUR_MS = 3_600_000
/** Days beyond the span in which plans may still put work. */
const DAYS_AHEAD = 500
/** Part of a usual day's work that weekdays see, Sunday first. */
const WEEK = [0.03, 1, 1.1, 1.08, 1, 0.82, 0.06]

/** The working days of a span and of the months after it. */
export function workingDays(span: Span): WorkingDays {
  const days: Day[] = []
  let total = 0
  const count = Math.round((span.end - span.start) / DAY_MS)
  for (let index = 0; index < count + DAYS_AHEAD; index++) {
    // Noon of the day, wherever summer time begins or ends, names the day without doubt.
    const day = dayAt(span.start + index * DAY_MS + DAY_MS / 2)
    total += workOn(day) * momentum(index, count)
    days.push({ start: midnightOf(day), total })
  }

  const indexAt = (at: number) => {
    let low = 0
    let high = days.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((days[middle]?.start ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return low
  }
  const totalAt = (at: number) => {
    const index = indexAt(at)
    const before = days[index - 1]?.total ?? 0
    const day = days[index]
    if (day === undefined) return before
    const part = Math.max(0, Math.min(1, (at - day.start - 7.5 * HOUR_MS) / (10 * HOUR_MS)))
    return before + (day.total - before) * part
  }

  return {
    between(draw, from, to) {
      const low = totalAt(from)
      const wanted = low + draw.unit() * Math.max(0, totalAt(to) - low)
      const index = days.findIndex((day) => day.total > wanted)
      const day = days[index]
      if (day === undefined) return to
      const before = days[index - 1]?.total ?? 0
      const part = (wanted - before) / (day.total - before)
      return clamp(wholeSecond(day.start + (7.5 + part * 10) * HOUR_MS), from, to)
    },
    next(draw, instant) {
      const at = wholeSecond(instant)
      const day = dayAt(at)
      const hour = (at - midnightOf(day)) / HOUR_MS
      if (workOn(day) > 0.2 && hour >= 7 && hour < 19) return at
      let index = indexAt(at) + (hour < 7 ? 0 : 1)
      while (index < days.length - 1 && workOn(dayAt((days[index]?.start ?? at) + DAY_MS / 2)) <= 0.2) index++
      return wholeSecond((days[index]?.start ?? at) + (7.5 + 8 * draw.unit() ** 2) * HOUR_MS)
    },
  }
}

/** How much of a usual day's work a calendar day sees: weekends, public holidays and the quiet weeks have less. */
function workOn(day: string): number {
  const weekday = WEEK[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? 1
  const date = day.slice(5)
  if (isHoliday(day)) return Math.min(weekday, 0.03)
  if (date >= '12-22' || date <= '01-06') return weekday * 0.2
  if (date >= '07-25' && date <= '08-20') return weekday * 0.65
  return weekday
}

/** Public holidays of all German states, and the two eves on which hardly anybody works. */
function isHoliday(day: string): boolean {
  const fixed = ['01-01', '05-01', '10-03', '12-24', '12-25', '12-26', '12-31'].includes(day.slice(5))
  const fromEaster = Math.round((Date.parse(`${day}T00:00:00Z`) - easter(Number(day.slice(0, 4)))) / DAY_MS)
  return fixed || [-2, 1, 39, 50].includes(fromEaster)
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

/** How hard the programme works on a day of the span: slow in its first three months, faster in its last two. */
function momentum(index: number, count: number): number {
  if (index < 90) return 0.3 + 0.7 * (index / 90)
  if (index > count - 60) return 1 + 0.6 * Math.min(1, (index - count + 60) / 30)
  return 1
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}

/** GitHub tells seconds only, so nothing happens between them. */
function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000
}
