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
  const last = Math.max(...counted.flatMap(({ timeline }) => timeline.findLast((move) => move.at <= at)?.at ?? []))
  return {
    ...progressOf(counted, at, 'items'),
    lastMove: Number.isFinite(last) ? dateOf(last, plan.timeZone) : null,
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

/** When an item that is done at an instant last became so; null when it is not done then. */
export function doneBy(item: WorkItem, at: EpochMs): EpochMs | null {
  if (stateAt(item, at) !== 'done') return null
  return item.timeline.findLast((move) => move.at <= at && move.to === 'done' && move.from !== 'done')?.at ?? null
}

/** First and last day of work on items: the first move into progress, and the last into done once none is open. */
export function workSpan(items: readonly WorkItem[], { at, plan }: PartContext): WorkSpan {
  const began = Math.min(
    ...items.flatMap(({ timeline }) => {
      const first = timeline.find((move) => move.at <= at && (move.to === 'in_progress' || move.to === 'done'))
      return first?.at ?? []
    }),
  )
  const states = items.map((item) => stateAt(item, at)).filter((state) => state !== null && state !== 'dropped')
  const isOver = states.length > 0 && states.every((state) => state === 'done')
  const ended = Math.max(...items.flatMap((item) => doneBy(item, at) ?? []))
  const day = (instant: EpochMs) => (Number.isFinite(instant) ? dateOf(instant, plan.timeZone) : null)
  return { started: day(began), finished: isOver ? day(ended) : null }
}

/** Days between which work was done; null where it has not begun or is not over. */
export interface WorkSpan {
  readonly started: string | null
  readonly finished: string | null
}
