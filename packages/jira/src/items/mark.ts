import type { EpochMs } from '@throughline/plan'
import type { Cursor } from '@throughline/source'
import { type Mark, readMark, writeMark } from './cursor.ts'
import { joinRecent, remember } from './recent.ts'

/**
 * How long an update may stay out of search results: the index runs seconds to minutes behind the issues, and a bulk edit
 * longer. A mark is never nearer than this to the start of its walk; what is walked twice is stored once.
 */
export const OVERLAP_MINUTES = 10

/** How far a query reaches back before what it is after: JQL knows whole minutes only, and its window slides. */
export const LEAD_MINUTES = 3

/**
 * The mark of a walk: the latest update seen, by Jira's own stamp, or a little before the walk began where that is
 * earlier. Then neither a wrong clock nor a late index hides an update from the next walk. What a walk of several pages
 * saw last may have come after an edit that it passed by, so its own length is taken off that.
 */
export function markAfter(walk: Omit<Mark, 'at'>): Mark {
  return { ...walk, at: startAfter(walk) }
}

/** When and what a walk saw, by Jira's clock and stamps. */
type Seen = Pick<Mark, 'began' | 'ended' | 'latest' | 'since'>

function startAfter({ began, ended, latest, since }: Seen): EpochMs | null {
  const length = Math.max(0, ended - began)
  // The mark before stays true: whatever was not seen until then is stamped later.
  const seen = latest === null ? since : Math.max(latest - length, since ?? Number.NEGATIVE_INFINITY)
  return seen === null ? null : Math.min(seen, began - OVERLAP_MINUTES * 60_000)
}

/**
 * From when on the next walk will see updates again, as far as a walk under way can tell: its query reaches back a few
 * minutes further than the mark.
 */
export function seenAgainFrom(walk: Seen): EpochMs {
  return (startAfter(walk) ?? walk.began) - (LEAD_MINUTES + 2) * 60_000
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
  const seen = { began, ended, latest, since }
  const recent = remember(joinRecent(marks.map((mark) => mark.recent)), [], seenAgainFrom(seen))
  return writeMark(markAfter({ ...seen, fields: first.fields, recent }))
}

/** The latest of some instants; null when none is known. */
export function highest(instants: readonly (EpochMs | null)[]): EpochMs | null {
  const known = instants.filter((at) => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}
