import type { EpochMs } from '@throughline/plan'
import type { Cursor } from '@throughline/source'
import { type Mark, readMark, writeMark } from './cursor.ts'

/**
 * How long an update may stay out of search results: the index runs seconds to minutes behind the issues, and a bulk edit
 * longer. A mark is never nearer than this to the start of its walk; what is walked twice is stored once.
 */
export const OVERLAP_MINUTES = 10

/**
 * The mark of a walk: the latest update seen, by Jira's own stamp, or a little before the walk began where that is
 * earlier. Then neither a wrong clock nor a late index hides an update from the next walk. What a walk of several pages
 * saw last may have come after an edit that it passed by, so its own length is taken off that.
 */
export function markAfter(walk: Omit<Mark, 'at'>): Mark {
  const { began, ended, latest, since } = walk
  const length = Math.max(0, ended - began)
  // The mark before stays true: whatever was not seen until then is stamped later.
  const seen = latest === null ? since : Math.max(latest - length, since ?? Number.NEGATIVE_INFINITY)
  return { ...walk, at: seen === null ? null : Math.min(seen, began - OVERLAP_MINUTES * 60_000) }
}

/**
 * Joins the marks of a walk's ranges, in any order: together they are one walk, from when the first began to when the
 * last ended. A mark of another making makes the whole one worthless, which walks everything once more.
 */
export function joinMarks(parts: readonly Cursor[]): Cursor {
  const marks = parts.map(readMark).filter((mark) => mark !== null)
  const [first] = marks
  if (first === undefined || marks.length < parts.length) return {}
  const latest = highest(marks.map((mark) => mark.latest))
  const since = highest(marks.map((mark) => mark.since))
  const began = Math.min(...marks.map((mark) => mark.began))
  const ended = Math.max(...marks.map((mark) => mark.ended))
  return writeMark(markAfter({ began, ended, latest, since, fields: first.fields }))
}

function highest(instants: readonly (EpochMs | null)[]): EpochMs | null {
  const known = instants.filter((at) => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}
