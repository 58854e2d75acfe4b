import type { Draw } from './draw.ts'
import type { WorkingDays } from './working-days.ts'

/** The statuses a Jira issue goes through; each programme has a name of its own for waiting. */
export type StatusName = 'To Do' | 'In Progress' | 'Waiting' | 'In Review' | 'Done'

/** A move of an issue into a status, in epoch milliseconds. */
interface Step {
  readonly at: number
  readonly status: StatusName
}

/** What happened to an issue up to the end of the span. */
export interface Life {
  readonly created: number
  /** Moves in order of time, all after `created` and before the end of the span. */
  readonly steps: readonly Step[]
  /** How it ends: as soon as it is done, this is its resolution. */
  readonly resolution: string
  /** When it is started and done, even if that lies beyond the end of the span. */
  readonly started: number
  readonly done: number
}

/** What is known of an issue before its life is drawn. */
export interface Prospect {
  readonly created: number
  /** When it is to be done, in epoch milliseconds; it may lie beyond the end of the span. */
  readonly done: number
  readonly dropped: boolean
  /** Part of such work that waits for somebody outside. */
  readonly waiting: number
  /** Part of such work that comes back after it was done. */
  readonly reopened: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Shortest time between two moves. */
const GAP_MS = 10 * 60_000

/** Draws the moves of an issue: started some days before it is done, reviewed, sometimes waiting or reopened. */
export function drawLife(draw: Draw, days: WorkingDays, prospect: Prospect, end: number): Life {
  const { created, dropped } = prospect
  const cycle = draw.skewed(9 * DAY_MS, 2.2)
  const begin = Math.max(
    created + draw.unit() * Math.min(2 * DAY_MS, (prospect.done - created) / 2),
    prospect.done - cycle,
  )
  const plan: Step[] = []
  const isStarted = !dropped || draw.chance(0.35)
  if (isStarted) plan.push({ at: begin, status: 'In Progress' })
  const between = (part: number) => begin + (prospect.done - begin) * part
  if (isStarted && draw.chance(prospect.waiting)) {
    plan.push({ at: between(0.2), status: 'Waiting' }, { at: between(0.55), status: 'In Progress' })
  }
  if (!dropped && draw.chance(0.85)) plan.push({ at: between(0.6 + 0.3 * draw.unit()), status: 'In Review' })
  plan.push({ at: prospect.done, status: 'Done' })
  if (!dropped && draw.chance(prospect.reopened)) {
    const again = prospect.done + draw.skewed(6 * DAY_MS, 2)
    plan.push({ at: again, status: 'In Progress' }, { at: again + draw.skewed(4 * DAY_MS, 2), status: 'Done' })
  }

  let last = created
  const steps = plan.map(({ at, status }) => {
    last = Math.max(days.next(draw, at), last + GAP_MS)
    return { at: last, status }
  })
  return {
    created,
    steps: steps.filter(({ at }) => at < end),
    resolution: dropped ? draw.pick(["Won't Do", "Won't Do", 'Duplicate', 'Cannot Reproduce']) : 'Done',
    started: steps[0]?.at ?? created,
    done: steps.find(({ status }) => status === 'Done')?.at ?? prospect.done,
  }
}

/** The status an issue has at the end of the span. */
export function statusOf(life: Life): StatusName {
  return life.steps.at(-1)?.status ?? 'To Do'
}

/** When work of a stretch of time is created: at any time, and more often in the first third, when it is planned. */
export function drawCreated(draw: Draw, days: WorkingDays, from: number, to: number): number {
  return days.between(draw, from, draw.chance(0.35) ? from + (to - from) * 0.35 : to)
}

/**
 * When work created at `created` is done: any time until its stream finishes, or within days where the stream has no
 * end of its own; faults of a planned stream mostly do not wait for their turn.
 */
export function drawDone(
  draw: Draw,
  days: WorkingDays,
  created: number,
  finish: number | null,
  isFault: boolean,
): number {
  const isPrompt = finish === null || (isFault && draw.chance(0.7))
  if (!isPrompt) return days.between(draw, created + DAY_MS, Math.max(finish, created + 12 * DAY_MS))
  const done = created + draw.skewed(finish === null ? 3 * DAY_MS : 9 * DAY_MS, 2.6) + HOUR_MS
  return days.next(draw, done)
}
