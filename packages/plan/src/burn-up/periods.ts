import { ValidationError } from '@throughline/errors'
import { Temporal } from 'temporal-polyfill'
import { dateOf, dayEnd } from '../calendar/instant.ts'
import { weekBounds, weekOf, weeksBetween } from '../calendar/iso-week.ts'
import type { EpochMs } from '../item/work-item.ts'
import type { BurnUpBy } from './burn-up.ts'

/** A day or a week that a series has a point for. */
export interface Period {
  readonly name: string
  /** Its last millisecond, or the end of the series within it. */
  readonly at: EpochMs
  readonly isPartial: boolean
}

/** The most points of one series: ten years of days, twenty of weeks. */
const POINTS_MAX = { day: 3_660, week: 1_040 } as const

/**
 * The days or weeks from one instant to another, both included, in a time zone. Throws ValidationError
 * `burn_up.range_invalid` for a range that ends before it begins or has more points than {@link POINTS_MAX}.
 */
export function periodsBetween(from: EpochMs, to: EpochMs, by: BurnUpBy, timeZone: string): Period[] {
  if (from > to || spanOf(from, to, by) > POINTS_MAX[by]) {
    throw new ValidationError(
      'burn_up.range_invalid',
      `From ${dateOf(from, timeZone)} to ${dateOf(to, timeZone)} is no range for a series by ${by}: name the earlier instant first, and at most ${POINTS_MAX[by]} ${by}s.`,
    )
  }
  const ends = by === 'week' ? weekEnds(from, to, timeZone) : dayEnds(from, to, timeZone)
  return ends.map(({ name, end }) => ({ name, at: Math.min(end, to), isPartial: end > to }))
}

/** The earliest instant from which a series up to another has no more points than there may be. */
export function earliestStart(to: EpochMs, by: BurnUpBy): EpochMs {
  return to - (POINTS_MAX[by] - 2) * PERIOD_MS[by]
}

const PERIOD_MS = { day: 86_400_000, week: 7 * 86_400_000 }

/** How many days or weeks a range touches at most. */
function spanOf(from: EpochMs, to: EpochMs, by: BurnUpBy): number {
  return (to - from) / PERIOD_MS[by] + 2
}

function dayEnds(from: EpochMs, to: EpochMs, timeZone: string) {
  const [first, last] = [dateOf(from, timeZone), dateOf(to, timeZone)].map((date) => Temporal.PlainDate.from(date))
  if (first === undefined || last === undefined) return []
  return Array.from({ length: first.until(last).days + 1 }, (_, index) => {
    const name = first.add({ days: index }).toString()
    return { name, end: dayEnd(name, timeZone) }
  })
}

function weekEnds(from: EpochMs, to: EpochMs, timeZone: string) {
  const [first, last] = [weekOf(from, timeZone), weekOf(to, timeZone)]
  return weeksBetween(first, last).map((name) => ({ name, end: weekBounds(name, timeZone).end - 1 }))
}
