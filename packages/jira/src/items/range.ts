import type { EpochMs } from '@throughline/plan'

/** A span of creation, by Jira's clock: `from` inclusive, `until` exclusive, null where it is open. */
export interface Range {
  readonly from: EpochMs | null
  readonly until: EpochMs | null
}

export const EVERYTHING: Range = { from: null, until: null }

const MINUTE_MS = 60_000

/**
 * The JQL condition of a range, as an instant of Jira's clock sees it, empty for everything; it begins with ` AND `. Both
 * bounds are relative: a date would be read in the zone of the searching account. They slide upwards with Jira's clock
 * until the query is answered, which widens the range above and narrows it below; `leadMinutes` say how long it may take.
 */
export function rangeJql({ from, until }: Range, now: EpochMs, leadMinutes: number): string {
  const below =
    from === null ? '' : ` AND created >= "-${Math.max(0, Math.ceil((now - from) / MINUTE_MS)) + leadMinutes}m"`
  const untilMinutes = until === null ? 0 : Math.floor((now - until) / MINUTE_MS) - 1
  return untilMinutes <= 0 ? below : `${below} AND created < "-${untilMinutes}m"`
}
