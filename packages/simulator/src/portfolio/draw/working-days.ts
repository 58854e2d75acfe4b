import { type Calendar, workOn } from './calendar.ts'
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

/** The working days of a span and of the months after it. */
export function workingDays(span: Span, calendar: Calendar): WorkingDays {
  const { zone } = calendar
  const days: Day[] = []
  let total = 0
  const count = Math.round((span.end - span.start) / DAY_MS)
  for (let index = 0; index < count + DAYS_AHEAD; index++) {
    // Noon of the day, wherever summer time begins or ends, names the day without doubt.
    const day = dayAt(span.start + index * DAY_MS + DAY_MS / 2, zone)
    total += workOn(day, calendar) * momentum(index, count)
    days.push({ start: midnightOf(day, zone), total })
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
      const day = dayAt(at, zone)
      const hour = (at - midnightOf(day, zone)) / HOUR_MS
      if (workOn(day, calendar) > 0.2 && hour >= 7 && hour < 19) return at
      let index = indexAt(at) + (hour < 7 ? 0 : 1)
      while (index < days.length - 1 && workOn(dayAt((days[index]?.start ?? at) + DAY_MS / 2, zone), calendar) <= 0.2)
        index++
      return wholeSecond((days[index]?.start ?? at) + (7.5 + 8 * draw.unit() ** 2) * HOUR_MS)
    },
  }
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
