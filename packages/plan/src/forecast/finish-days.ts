import { NEVER } from './trials.ts'

/**
 * The working days by which at least these parts of the trials have finished, in their order; null when fewer ever do.
 *
 * @param days of each trial, {@link NEVER} for one that does not finish.
 * @param parts each 0..1, such as 0.85.
 */
export function daysByWhich(days: Uint16Array, parts: readonly number[]): (number | null)[] {
  const last = days.reduce((latest, day) => (day === NEVER ? latest : Math.max(latest, day)), 0)
  const counts = new Uint32Array(last + 1)
  // Writes beyond the end of a typed array, as those of trials that never finish, are none.
  for (const day of days) counts[day] = (counts[day] ?? 0) + 1
  return parts.map((part) => {
    let left = Math.ceil(part * days.length)
    const day = counts.findIndex((count) => {
      left -= count
      return left <= 0
    })
    return day === -1 ? null : day
  })
}

/** Puts off each trial to the day of the same trial of something it waits for, where that is later. */
export function waitFor(days: Uint16Array, others: Uint16Array): Uint16Array {
  return days.map((day, trial) => Math.max(day, others[trial] ?? 0))
}

/** Puts off each trial by so many working days. */
export function putOff(days: Uint16Array, by: number): Uint16Array {
  return days.map((day) => Math.min(NEVER, day + by))
}
