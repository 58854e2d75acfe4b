import { NEVER } from './trials.ts'

/**
 * The working day by which at least this part of the trials has finished; null when fewer ever finish.
 *
 * @param days of each trial, {@link NEVER} for one that does not finish.
 * @param part 0..1, such as 0.85.
 */
export function dayByWhich(days: Uint16Array, part: number): number | null {
  const counts = new Uint32Array(NEVER + 1)
  for (const day of days) counts[day] = (counts[day] ?? 0) + 1
  let left = Math.ceil(part * days.length)
  if (days.length - (counts[NEVER] ?? 0) < left) return null
  let day = -1
  while (left > 0) {
    day += 1
    left -= counts[day] ?? 0
  }
  return day
}

/** Puts off each trial to the day of the same trial of something it waits for, where that is later. */
export function waitFor(days: Uint16Array, others: Uint16Array): Uint16Array {
  return days.map((day, trial) => Math.max(day, others[trial] ?? 0))
}

/** Puts off each trial by so many working days. */
export function putOff(days: Uint16Array, by: number): Uint16Array {
  return days.map((day) => Math.min(NEVER, day + by))
}
