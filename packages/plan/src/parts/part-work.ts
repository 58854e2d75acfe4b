import { dateOf } from '../calendar/instant.ts'
import { stateAt } from '../item/boundaries.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import { countedItems } from '../measure/counted-items.ts'
import type { MeasuredDeliverable } from '../measure/plan-progress.ts'
import { progressOf, type StateCounts } from '../measure/progress.ts'
import type { PartContext } from './part-context.ts'

/** How far the work of a part is at an instant. */
export interface PartWork {
  /** Counted items by state: sub-tasks and containers stand for their work only once. */
  readonly counts: StateCounts
  /** 0..1; null when there is no work that is not dropped. */
  readonly progress: number | null
  /** The day of the last move of any of them; null when there is none. */
  readonly lastMove: string | null
}

/** Measures chosen items as a deliverable would be. */
export function partWork(items: readonly WorkItem[], { at, plan }: PartContext): PartWork {
  const counted = countedItems(items)
  const last = latest(counted, ({ timeline }) => timeline.findLast((move) => move.at <= at)?.at ?? null)
  return {
    ...progressOf(counted, at, 'items'),
    lastMove: last === null ? null : dateOf(last, plan.timeZone),
  }
}

/** The deliverables of some ids, without those that are cancelled or have dropped all their work. */
export function deliverablesOf(ids: readonly string[], { deliverables }: PartContext): MeasuredDeliverable[] {
  return ids.flatMap((id) => {
    const found = deliverables.get(id)
    return found === undefined || found.standing === 'left_out' ? [] : [found]
  })
}

/** Their mean progress by weight, as an objective's; one without progress counts as 0, and none at all is null. */
export function meanProgress(deliverables: readonly MeasuredDeliverable[]): number | null {
  const weights = deliverables.reduce((sum, { work }) => sum + work.deliverable.weight, 0)
  if (weights === 0) return null
  return deliverables.reduce((sum, { work, progress }) => sum + work.deliverable.weight * (progress ?? 0), 0) / weights
}

/** Whether a deliverable is done: the plan says so, or all its work is. */
export function isDelivered({ work, progress }: MeasuredDeliverable): boolean {
  return work.deliverable.status === 'done' || progress === 1
}

/** Whether something tells how far a deliverable is, apart from the plan's saying that it is done. */
export function isTold({ work }: MeasuredDeliverable): boolean {
  return work.counted.length > 0 || work.deliverable.entries.length > 0
}

/**
 * The day on which delivered deliverables were all delivered: the last item done, or the first entry of 1 after any
 * lower one. Null where it is not known of one of them, because the plan merely says that it is done.
 */
export function deliveredOn(deliverables: readonly MeasuredDeliverable[], context: PartContext): string | null {
  const days = deliverables.map((each) => dayDelivered(each, context))
  return days.includes(null)
    ? null
    : (days
        .filter((day) => day !== null)
        .sort()
        .at(-1) ?? null)
}

function dayDelivered({ work, progress }: MeasuredDeliverable, context: PartContext): string | null {
  if (progress !== 1) return null
  if (work.deliverable.progress === 'measured') return workSpan(work.counted, context).finished
  const past = work.deliverable.entries.filter(({ date }) => date <= context.today)
  const lower = past.findLastIndex((entry) => entry.progress < 1)
  return past[lower + 1]?.date ?? null
}

/** When an item that is done at an instant last became so; null when it is not done then. */
export function doneBy(item: WorkItem, at: EpochMs): EpochMs | null {
  if (stateAt(item, at) !== 'done') return null
  return item.timeline.findLast((move) => move.at <= at && move.to === 'done' && move.from !== 'done')?.at ?? null
}

/** First and last day of work on items: the first move into progress, and the last into done once none is open. */
export function workSpan(items: readonly WorkItem[], { at, plan }: PartContext): WorkSpan {
  const began = earliest(items, ({ timeline }) => {
    const first = timeline.find((move) => move.to === 'in_progress' || move.to === 'done')
    return first !== undefined && first.at <= at ? first.at : null
  })
  const states = items.map((item) => stateAt(item, at)).filter((state) => state !== null && state !== 'dropped')
  const isOver = states.length > 0 && states.every((state) => state === 'done')
  const ended = isOver ? latest(items, (item) => doneBy(item, at)) : null
  const day = (instant: EpochMs | null) => (instant === null ? null : dateOf(instant, plan.timeZone))
  return { began, started: day(began), finished: day(ended) }
}

/** When work was done; null where it has not begun or is not over. */
export interface WorkSpan {
  /** The instant of the first move. */
  readonly began: EpochMs | null
  readonly started: string | null
  readonly finished: string | null
}

/** The greatest number among so many that they would not fit as arguments of `Math.max`; null without any. */
function latest<Value>(values: readonly Value[], numberOf: (value: Value) => number | null): number | null {
  return values.reduce<number | null>((most, value) => {
    const number = numberOf(value)
    return number !== null && (most === null || number > most) ? number : most
  }, null)
}

function earliest<Value>(values: readonly Value[], numberOf: (value: Value) => number | null): number | null {
  const found = latest(values, (value) => {
    const number = numberOf(value)
    return number === null ? null : -number
  })
  return found === null ? null : -found
}
