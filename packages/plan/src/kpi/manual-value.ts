import { isoInstant } from '../calendar/instant.ts'
import type { IsoWeek } from '../calendar/iso-week.ts'
import type { EpochMs } from '../item/work-item.ts'

/** A value that a person entered: the value of a `manual` KPI, or an override of a measured one. */
export interface ManualValue {
  /** The first week it holds for. */
  readonly week: IsoWeek
  readonly value: number
  readonly reason: string
  /** The last week it holds for; null when it holds for `week` alone. */
  readonly until: IsoWeek | null
  /** Who entered it; null where that is not known. */
  readonly author: string | null
  readonly createdAt: EpochMs
}

/** The entry that holds for a week: of those that cover it, the one that begins last. */
export function manualValueOf<Value extends ManualValue>(week: IsoWeek, values: readonly Value[]): Value | null {
  let holding: Value | null = null
  for (const value of values) {
    const isCovering = value.week <= week && week <= (value.until ?? value.week)
    if (isCovering && (holding === null || value.week >= holding.week)) holding = value
  }
  return holding
}

/** Who entered a value, when, why and for which weeks, ready to be sent as JSON. */
export interface Entered {
  readonly author: string | null
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly reason: string
  /** The first week it holds for. */
  readonly week: IsoWeek
  /** The last week it holds for. */
  readonly until: IsoWeek
}

/** What is said of an entered value beside its number. */
export function enteredOf({ author, createdAt, reason, week, until }: ManualValue): Entered {
  return { author, createdAt: isoInstant(createdAt), reason, week, until: until ?? week }
}
