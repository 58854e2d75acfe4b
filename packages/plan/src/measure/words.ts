import type { EpochMs } from '../item/work-item.ts'

/** Milliseconds of a day of 24 hours. */
export const DAY_MS = 86_400_000

/** Milliseconds of an hour. */
export const HOUR_MS = 3_600_000

/** A number with its noun: `1 item`, `12 items`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Whole days from one instant to a later one, as words: `less than a day ago`, `1 day ago`, `23 days ago`. */
export function daysAgo(from: EpochMs, to: EpochMs): string {
  const days = Math.floor((to - from) / DAY_MS)
  return days < 1 ? 'less than a day ago' : `${plural(days, 'day')} ago`
}

/** A weight as text, with one decimal at most: `1 item`, `2.5 points`. */
export function weightText(weight: number, unit: 'items' | 'points'): string {
  const rounded = Math.round(weight * 10) / 10
  return `${rounded} ${rounded === 1 ? unit.slice(0, -1) : unit}`
}

/**
 * A part of one as text: `42.5 %`. What is not quite nothing or not quite all is never rounded to it: `0.1 %`, `99.9 %`.
 */
export function percentText(part: number): string {
  const rounded = Math.round(part * 1000) / 10
  const shown = part > 0 && rounded === 0 ? 0.1 : part < 1 && rounded === 100 ? 99.9 : rounded
  return `${shown.toFixed(1)} %`
}
