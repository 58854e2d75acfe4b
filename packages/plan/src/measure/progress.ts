import { dayStart } from '../calendar/instant.ts'
import type { Deliverable, ProgressEntry } from '../document/deliverable.ts'
import { stateAt } from '../item/boundaries.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import { remembered } from '../remembered.ts'
import type { DeliverableWork } from './plan-work.ts'
import { type Weigh, weighing } from './weight.ts'

/** Numbers of counted items by state at an instant; items created later are in none of them. */
export interface StateCounts {
  readonly todo: number
  readonly inProgress: number
  readonly done: number
  readonly dropped: number
}

/** How far some items are at an instant. */
export interface Progress {
  /** Weight done / weight that exists and is not dropped, 0..1, unrounded; null when that is 0 / 0. */
  readonly progress: number | null
  readonly counts: StateCounts
}

/** The part a deliverable plays in the mean of its objective. */
export type Standing =
  /** It has progress. */
  | 'measured'
  /** Nothing is linked to it, or nothing that existed yet: it counts as 0. */
  | 'empty'
  /** It is cancelled, or all its items are dropped. */
  | 'left_out'

/** How far a deliverable is at an instant. */
export interface DeliverableProgress extends Progress {
  readonly standing: Standing
}

/**
 * Progress of counted items at an instant. Items created later do not exist, later moves have not happened, dropped
 * items count in `counts.dropped` only.
 */
export function progressOf(items: readonly WorkItem[], at: EpochMs, weigh: Deliverable['weigh']): Progress {
  if (weigh === 'items') {
    const counts = countsAt(items, at)
    const total = counts.todo + counts.inProgress + counts.done
    return { progress: total > 0 ? counts.done / total : null, counts }
  }
  const { alive, weightOf } = aliveAt(items, at, weigh)
  let done = 0
  let total = 0
  for (const { item, isDone } of alive) {
    const weight = weightOf(item)
    total += weight
    if (isDone) done += weight
  }
  return { progress: total > 0 ? done / total : null, counts: countsAt(items, at) }
}

/** Progress of a deliverable at an instant; a manual one takes its newest entry dated up to that day. */
export function deliverableProgress(work: DeliverableWork, at: EpochMs, timeZone: string): DeliverableProgress {
  const known = progressByInstant(work)
  const key = `${at} ${timeZone}`
  const last = known.get(key)
  if (last !== undefined) return last
  const progress = measureProgress(work, at, timeZone)
  if (known.size >= KNOWN_INSTANTS_MAX) known.clear()
  known.set(key, progress)
  return progress
}

/** The ends of weeks are asked for again and again, by KPIs and reports. */
const progressByInstant = remembered((_: DeliverableWork) => new Map<string, DeliverableProgress>())
const KNOWN_INSTANTS_MAX = 128

function measureProgress(
  { deliverable, counted }: DeliverableWork,
  at: EpochMs,
  timeZone: string,
): DeliverableProgress {
  const measured = progressOf(counted, at, deliverable.weigh)
  const { counts } = measured
  const progress =
    deliverable.progress === 'manual'
      ? (entryAt(deliverable.entries, at, timeZone)?.progress ?? null)
      : measured.progress
  const alive = counts.todo + counts.inProgress + counts.done
  return { progress, counts, standing: standingOf(deliverable, progress, { alive, dropped: counts.dropped }) }
}

/**
 * The part of a deliverable with this progress in the mean of its objective.
 *
 * @param counted how many of its counted items are dropped, and how many exist and are not.
 */
export function standingOf(
  deliverable: Pick<Deliverable, 'progress' | 'status'>,
  progress: number | null,
  counted: { readonly alive: number; readonly dropped: number },
): Standing {
  const isAllDropped = deliverable.progress !== 'manual' && counted.dropped > 0 && counted.alive === 0
  if (deliverable.status === 'cancelled' || isAllDropped) return 'left_out'
  return progress === null ? 'empty' : 'measured'
}

/** The newest entry dated up to the day of an instant; it holds from the beginning of its day. Null when none is. */
export function entryAt(entries: readonly ProgressEntry[], at: EpochMs, timeZone: string): ProgressEntry | null {
  let newest: ProgressEntry | null = null
  for (const entry of entries) {
    if (dayStart(entry.date, timeZone) <= at && (newest === null || entry.date >= newest.date)) newest = entry
  }
  return newest
}

/** The items that make up progress at an instant, with their weights. */
export interface AliveItems {
  readonly alive: readonly { readonly item: WorkItem; readonly isDone: boolean }[]
  readonly weightOf: Weigh
}

/** Counted items that exist at an instant and are not dropped then, with what each weighs. */
export function aliveAt(items: readonly WorkItem[], at: EpochMs, weigh: Deliverable['weigh']): AliveItems {
  const alive: { item: WorkItem; isDone: boolean }[] = []
  for (const item of items) {
    const state = stateAt(item, at)
    if (state !== null && state !== 'dropped') alive.push({ item, isDone: state === 'done' })
  }
  const weightOf = weighing(
    alive.map(({ item }) => item),
    weigh,
  )
  return { alive, weightOf }
}

function countsAt(items: readonly WorkItem[], at: EpochMs): StateCounts {
  const counts = { todo: 0, inProgress: 0, done: 0, dropped: 0 }
  for (const item of items) {
    const state = stateAt(item, at)
    if (state !== null) counts[state === 'in_progress' ? 'inProgress' : state] += 1
  }
  return counts
}
