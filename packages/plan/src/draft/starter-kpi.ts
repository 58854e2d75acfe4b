import { dateOf } from '../calendar/instant.ts'
import { addWeeks, previousWeek, weekBounds, weekOf } from '../calendar/iso-week.ts'
import type { EpochMs } from '../item/work-item.ts'
import { statistic } from '../kpi/statistic.ts'
import { DAY_MS } from '../measure/words.ts'
import { DRAFT_ZONE } from './draft-dates.ts'
import type { FinishedIssue } from './draft-facts.ts'

/** Weeks that the value of a starter KPI covers: a quarter, so that small objectives have one too. */
export const STARTER_WEEKS = 12

/** Where the lead time of an objective stands before anybody sets a target. */
export interface Baseline {
  /** Days from creation to done within which 85 % of the issues were finished, to a tenth; null when none was. */
  readonly days: number | null
  readonly issues: number
  /** First day after the weeks it was measured over. */
  readonly day: string
}

/**
 * Measures the lead time that the KPI of an objective shows for the last complete week: the 85th percentile over
 * {@link STARTER_WEEKS} weeks. One difference: an issue that was reopened after those weeks is left out, as the facts
 * know the present state only.
 */
export function leadTimeBaseline(finished: readonly FinishedIssue[], newestAt: EpochMs): Baseline {
  const week = previousWeek(weekOf(newestAt, DRAFT_ZONE))
  const { end } = weekBounds(week, DRAFT_ZONE)
  const { start } = weekBounds(addWeeks(week, 1 - STARTER_WEEKS), DRAFT_ZONE)
  const within = finished.filter(({ doneAt }) => doneAt >= start && doneAt < end)
  const leadTimes = within.map(({ createdAt, doneAt }) => (doneAt - createdAt) / DAY_MS)
  const days = statistic(leadTimes, 'p85')
  return {
    days: days === null ? null : Math.round(days * 10) / 10,
    issues: within.length,
    day: dateOf(end, DRAFT_ZONE),
  }
}
