import { Temporal } from 'temporal-polyfill'

/** Calendar days from one day to another, `2026-11-01` each; negative when the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
}
