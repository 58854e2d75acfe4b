import { addWeeks, type IsoWeek, weekBounds } from '../calendar/iso-week.ts'
import type { EpochMs } from '../item/work-item.ts'

/** The time that one weekly value looks at. */
export interface Span {
  readonly week: IsoWeek
  /** First instant of the window. */
  readonly start: EpochMs
  /** The first instant that no longer belongs to the window. */
  readonly end: EpochMs
  /** The last instant that belongs to the window; states are those at this instant. */
  readonly at: EpochMs
  /** What the value is as of, and ages are counted to: the end of the week, or now in the running one. */
  readonly asOf: EpochMs
  readonly phase: 'complete' | 'running' | 'future'
}

/** The spans of weeks, each covering the `windowWeeks` weeks that end with it. */
export function spansOf(weeks: readonly IsoWeek[], windowWeeks: number, timeZone: string, now: EpochMs): Span[] {
  return weeks.map((week) => {
    const { start, end } = weekBounds(week, timeZone)
    // A week is over with its last millisecond, as `lastCompleteWeek` says.
    const phase = end - 1 <= now ? 'complete' : start <= now ? 'running' : 'future'
    const windowStart = windowWeeks === 1 ? start : weekBounds(addWeeks(week, 1 - windowWeeks), timeZone).start
    // What happens at this very instant has happened: in the running week `now` still belongs to the window.
    const windowEnd = phase === 'running' ? now + 1 : end
    const asOf = phase === 'running' ? now : end
    return { week, start: windowStart, end: windowEnd, at: windowEnd - 1, asOf, phase }
  })
}
