import type { Drafting } from '../drafting.ts'
import { DAY_MS } from '../draw/span.ts'
import type { Mention } from './draft.ts'

/** When a pull request is opened and what becomes of it. */
export interface PullCourse {
  readonly opened: number
  /** When it was merged or closed; null while it is open. */
  readonly closed: number | null
  readonly isMerged: boolean
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** Draws the course of a pull request beside the work it names: most are merged within days, some closed, some open. */
export function drawCourse({ draw, days, span }: Drafting, mention: Mention): PullCourse {
  const reviewMs = draw.skewed(20, 2.6) * HOUR_MS
  if (mention.form === 'closes' && mention.issue.closed !== null) {
    // Merging is what closes the issue, in the same second.
    const { created, closed } = mention.issue
    const earliest = Math.max(created + 10 * MINUTE_MS, closed - 2 * reviewMs)
    const opened = days.between(draw, earliest, closed - 10 * MINUTE_MS)
    return { opened, closed, isMerged: true }
  }
  const [from, to] = stretchOf(mention, span.start + 2 * DAY_MS, span.end)
  const isOngoing = to >= span.end && mention.form !== 'none'
  if (mention.form === 'closes' || (isOngoing && draw.chance(0.45))) {
    const recent = Math.max(from, span.end - 18 * DAY_MS)
    return { opened: days.between(draw, recent, span.end - MINUTE_MS), closed: null, isMerged: false }
  }
  const opened = days.between(draw, from, Math.max(from, to - reviewMs))
  const closed = days.next(draw, opened + reviewMs)
  if (closed >= span.end) return { opened, closed: null, isMerged: false }
  return { opened, closed, isMerged: !draw.chance(0.06) }
}

/** From when to when the work that is named went on, within the span. */
function stretchOf(mention: Mention, start: number, end: number): readonly [from: number, to: number] {
  if (mention.form === 'none') return [start, end]
  if ('repo' in mention.issue) return [mention.issue.created + 10 * MINUTE_MS, Math.min(mention.issue.done, end)]
  const { life } = mention.issue
  return [life.steps[0]?.at ?? life.created, Math.min(life.done, end)]
}
