import type { IsoWeek } from '../calendar/iso-week.ts'

/** A value that a person entered: the value of a `manual` KPI, or an override of a measured one. */
export interface ManualValue {
  /** The first week it holds for. */
  readonly week: IsoWeek
  readonly value: number
  readonly reason: string
  /** The last week it holds for; null when it holds for `week` alone. */
  readonly until: IsoWeek | null
}

/** The entry that holds for a week: of those that cover it, the one that begins last. */
export function manualValueOf(week: IsoWeek, values: readonly ManualValue[]): ManualValue | null {
  let holding: ManualValue | null = null
  for (const value of values) {
    const isCovering = value.week <= week && week <= (value.until ?? value.week)
    if (isCovering && (holding === null || value.week >= holding.week)) holding = value
  }
  return holding
}
