import type { CompleteWeek } from '../calendar/complete-weeks.ts'
import type { IsoWeek } from '../calendar/iso-week.ts'
import type { Deliverable } from '../document/deliverable.ts'
import { stateAt } from '../item/boundaries.ts'
import type { EpochMs, ItemState, WorkItem } from '../item/work-item.ts'
import { aliveAt } from '../measure/progress.ts'

/**
 * What went through some work in one week, in weight: items or points. What was open at its end is what was open at its
 * beginning, plus `added`, less `delivered` and `dropped`.
 */
export interface WeeklyFlow {
  readonly week: IsoWeek
  /** What became done, less what was reopened: negative in a week in which more came back. */
  readonly delivered: number
  /** What was created. */
  readonly added: number
  /** What was dropped, less what was taken up again. */
  readonly dropped: number
}

/** How some work flowed up to an instant. */
export interface WorkFlow {
  /** Weight that is todo or in progress at the instant. */
  readonly open: number
  /** The weeks asked for, in their order. */
  readonly weeks: readonly WeeklyFlow[]
  /** How many of these weeks, the last ones, had an item at their end. */
  readonly age: number
  /** Items that were done at the end of the last of these weeks, and became so in one of them. */
  readonly finished: number
}

/** The weeks up to an instant that a flow is asked for. */
export interface FlowSpan {
  readonly at: EpochMs
  /** Complete at the instant, oldest first; what happened in weeks left out between them belongs to none. */
  readonly weeks: readonly CompleteWeek[]
}

/**
 * The flow of counted items over weeks, read off their states at the ends of weeks: an item that was done and reopened
 * within one week flowed nowhere. Weights are those at the instant, for all weeks, so that a new estimate is no flow.
 */
export function flowOf(items: readonly WorkItem[], weigh: Deliverable['weigh'], { at, weeks }: FlowSpan): WorkFlow {
  const { alive, weightOf } = aliveAt(items, at, weigh)
  const open = alive.reduce((sum, { item, isDone }) => (isDone ? sum : sum + weightOf(item)), 0)
  const flows = weeks.map(({ week }) => ({ week, delivered: 0, added: 0, dropped: 0 }))
  let since = weeks.at(-1)?.end ?? at
  let finished = 0
  for (const item of items) {
    since = Math.min(since, item.createdAt)
    if (isStillIn(item, weeks)) continue
    if (isFinishedWithin(item, weeks)) finished += 1
    let before: ItemState | null = null
    let until: EpochMs | null = null
    for (const [index, week] of weeks.entries()) {
      if (week.start !== until) before = stateAt(item, week.start - 1)
      const after = stateAt(item, week.end - 1)
      const flow = flows[index]
      if (after !== before && flow !== undefined) move(flow, before, after, weightOf(item))
      before = after
      until = week.end
    }
  }
  return { open, weeks: flows, age: weeks.filter((week) => week.end > since).length, finished }
}

/** The flow of several works together, all asked for over the same weeks and in the same unit. */
export function joinFlows(flows: readonly WorkFlow[], { weeks }: FlowSpan): WorkFlow {
  const sum = (of: (flow: WorkFlow) => number) => flows.reduce((total, flow) => total + of(flow), 0)
  return {
    open: sum(({ open }) => open),
    weeks: weeks.map(({ week }, index) => ({
      week,
      delivered: sum((flow) => flow.weeks[index]?.delivered ?? 0),
      added: sum((flow) => flow.weeks[index]?.added ?? 0),
      dropped: sum((flow) => flow.weeks[index]?.dropped ?? 0),
    })),
    age: Math.max(0, ...flows.map(({ age }) => age)),
    finished: sum(({ finished }) => finished),
  }
}

/** Whether nothing can have happened to an item between the beginning of the first week and the end of the last. */
function isStillIn({ createdAt, timeline }: WorkItem, weeks: readonly CompleteWeek[]): boolean {
  const start = weeks[0]?.start ?? 0
  const end = weeks.at(-1)?.end ?? 0
  return createdAt >= end || (createdAt < start && (timeline.at(-1)?.at ?? createdAt) < start)
}

function move(
  flow: { delivered: number; added: number; dropped: number },
  before: ItemState | null,
  after: ItemState | null,
  weight: number,
): void {
  if (before === null) flow.added += weight
  if (before === 'done') flow.delivered -= weight
  if (after === 'done') flow.delivered += weight
  if (before === 'dropped') flow.dropped -= weight
  if (after === 'dropped') flow.dropped += weight
}

function isFinishedWithin({ timeline }: WorkItem, weeks: readonly CompleteWeek[]): boolean {
  const end = weeks.at(-1)?.end ?? Number.NEGATIVE_INFINITY
  const last = timeline.findLast(({ at }) => at < end)
  return last?.to === 'done' && weeks.some((week) => week.start <= last.at && last.at < week.end)
}
