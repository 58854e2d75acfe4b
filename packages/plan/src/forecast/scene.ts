import { completeWeeks } from '../calendar/complete-weeks.ts'
import { dateOf, dayEnd } from '../calendar/instant.ts'
import { type WorkingDays, workingDays } from '../calendar/working-days.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs } from '../item/work-item.ts'
import { HISTORY_WEEKS, type WorkedTime } from './flow-history.ts'
import type { FlowSpan } from './work-flow.ts'

/** The time that the forecasts of a plan as of an instant play in. */
export interface Scene {
  readonly plan: string
  /** The day of the instant. */
  readonly today: string
  /** The first day on which work can go on. */
  readonly tomorrow: string
  /** The history that is looked at, without weeks in which nobody worked: of weeks of work they say nothing. */
  readonly span: FlowSpan
  readonly days: WorkingDays
  readonly workedTime: WorkedTime
}

/** Sets the scene of a plan's forecasts as of an instant. */
export function sceneOf({ id, timeZone, calendar }: Plan, at: EpochMs): Scene {
  const weeks = completeWeeks(at, HISTORY_WEEKS, timeZone)
  const days = workingDays(calendar)
  const daysIn = new Map(
    weeks.map(({ week, start, end }) => [week, days.countBetween(dateOf(start, timeZone), dateOf(end, timeZone))]),
  )
  const worked = weeks.filter(({ week }) => daysIn.get(week) !== 0)
  const today = dateOf(at, timeZone)
  const tomorrow = dateOf(dayEnd(today, timeZone) + 1, timeZone)
  const workedTime = { perWeek: days.perWeek, daysIn }
  return { plan: id, today, tomorrow, span: { at, weeks: worked }, days, workedTime }
}
