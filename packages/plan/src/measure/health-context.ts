import type { CompleteWeek } from '../calendar/complete-weeks.ts'
import type { Plan } from '../document/plan.ts'
import type { PlanForecasts } from '../forecast/forecast.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { OffTrackKpi } from '../kpi/off-track-kpis.ts'
import type { MeasuredDeliverable } from './plan-progress.ts'
import { percentText, plural } from './words.ts'

/** How much of what the plan should show the hub has seen, and when it last looked. */
export interface DataFreshness {
  /** Part of what the tools show that has been read, 0..1: of the scopes, times that of the items in those that were read. */
  readonly coverage: number
  /** When the scope that was read longest ago was read last; null when one never was. */
  readonly oldestSyncAt: EpochMs | null
  /** Each scope by itself; left out, a report does not list them. */
  readonly scopes?: readonly ReadScope[]
}

/** How complete what the hub holds of a scope is, and how old. */
export interface ReadScope {
  readonly connection: string
  readonly scope: string
  /** Part of the items its tool showed at the last look that the hub holds, 0..1; null when it was never looked. */
  readonly coverage: number | null
  /** When it was read last; null when it never was. */
  readonly readAt: EpochMs | null
}

/** What the health of a deliverable is judged by, besides its own progress. */
export interface HealthContext {
  readonly plan: Plan
  /** The instant the verdict is of; due dates are judged by it. */
  readonly at: EpochMs
  /** The same, but never after the present: what had moved and grown by then. Nobody knows what will have by later. */
  readonly seenAt: EpochMs
  /** Null leaves coverage and age of the data out of the verdict. */
  readonly data: DataFreshness | null
  /** Every measured deliverable of the plan by id, to look up dependencies. */
  readonly deliverables: ReadonlyMap<string, MeasuredDeliverable>
  /** Null leaves forecasts out of the verdict. */
  readonly forecasts: PlanForecasts | null
  readonly offTrackKpis: readonly OffTrackKpi[]
  /** The weeks before `seenAt` that the growth of the scope is judged by, and the one before them. */
  readonly recentWeeks: readonly CompleteWeek[]
}

/** Whether a deliverable is done: the plan says so, or all its work is. */
export function isDone({ work, progress, standing }: MeasuredDeliverable): boolean {
  return work.deliverable.status === 'done' || (standing === 'measured' && progress === 1)
}

/** Whether anything of a deliverable has been begun. */
export function hasStarted({ work, progress, counts }: MeasuredDeliverable): boolean {
  return work.deliverable.progress === 'manual' ? (progress ?? 0) > 0 : counts.inProgress + counts.done > 0
}

/** How much of a deliverable is left, as words that go on a sentence. */
export function openText({ work, counts, progress }: MeasuredDeliverable): string {
  if (work.deliverable.progress === 'manual') return `its newest entry says ${percentText(progress ?? 0)}`
  const open = counts.todo + counts.inProgress
  return `${plural(open, 'item')} of ${open + counts.done} ${open === 1 ? 'is' : 'are'} open`
}

/** When any of some items moved last, up to an instant; null when none had. */
export function lastMoveAt(items: readonly WorkItem[], at: EpochMs): EpochMs | null {
  let last: EpochMs | null = null
  for (const item of items) {
    const move = item.timeline.findLast((candidate) => candidate.at <= at)
    if (move !== undefined && (last === null || move.at > last)) last = move.at
  }
  return last
}
