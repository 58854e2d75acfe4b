import { completeWeeks } from '../../calendar/complete-weeks.ts'
import { dayEnd } from '../../calendar/instant.ts'
import type { MeasuredDeliverable } from '../../measure/plan-progress.ts'
import { DAY_MS } from '../../measure/words.ts'
import type { PartContext } from '../part-context.ts'
import { doneBy, isDelivered } from '../part-work.ts'
import { chartOf, type RoleChart, roleCharts } from './role-chart.ts'

/** What one owner has on their plate, and how fast they have been. */
export interface OwnerLoad extends RoleChart {
  readonly owner: string
  /** Ids of the deliverables that they own and that are neither done nor cancelled. */
  readonly open: readonly string[]
  /** How many of those have work under way. */
  readonly atOnce: number
  /** Items not done in them. */
  readonly openItems: number
  /**
   * Items done a week over the last 12 complete weeks, without those before their first item, in all deliverables they
   * own; null without any.
   */
  readonly itemsPerWeek: number | null
  /** Weeks that the open items of deliverables with a due date take at that pace; null when the pace is not known. */
  readonly weeksOfWork: number | null
  /** Weeks until the last of those due dates; null when none has one. */
  readonly weeksLeft: number | null
}

const WEEKS = 12
const WEEK_MS = 7 * DAY_MS

/** The load of every owner of a deliverable, the most items first. */
export function ownerLoads(context: PartContext): OwnerLoad[] {
  const deliverables = [...context.deliverables.values()]
  const charts = roleCharts(deliverables)
  const owned = Map.groupBy(deliverables, ({ work }) => work.deliverable.owner)
  return [...owned]
    .flatMap(([owner, own]) => (owner === null ? [] : [loadOf(owner, own, chartOf(charts, owner), context)]))
    .sort((one, other) => other.openItems - one.openItems || (one.owner < other.owner ? -1 : 1))
}

function loadOf(owner: string, own: readonly MeasuredDeliverable[], chart: RoleChart, context: PartContext): OwnerLoad {
  const open = own.filter((each) => !isDelivered(each) && each.standing !== 'left_out')
  const dated = open.filter(({ work }) => work.deliverable.due !== null)
  const itemsPerWeek = paceOf(own, context)
  const last = dated
    .flatMap(({ work }) => work.deliverable.due ?? [])
    .sort()
    .at(-1)
  return {
    owner,
    ...chart,
    open: open.map(({ work }) => work.deliverable.id),
    atOnce: open.filter(({ counts, progress }) => counts.inProgress > 0 || (progress ?? 0) > 0).length,
    openItems: openItemsOf(open),
    itemsPerWeek,
    weeksOfWork: itemsPerWeek === null ? null : openItemsOf(dated) / itemsPerWeek,
    weeksLeft: last === undefined ? null : Math.max(0, (dayEnd(last, context.plan.timeZone) - context.at) / WEEK_MS),
  }
}

function openItemsOf(deliverables: readonly MeasuredDeliverable[]): number {
  return deliverables.reduce((sum, { counts }) => sum + counts.todo + counts.inProgress, 0)
}

function paceOf(own: readonly MeasuredDeliverable[], { at, plan }: PartContext): number | null {
  const items = own.flatMap(({ work }) => work.counted)
  const since = items.reduce((first, { createdAt }) => Math.min(first, createdAt), Number.POSITIVE_INFINITY)
  const weeks = completeWeeks(at, WEEKS, plan.timeZone).filter(({ end }) => end > since)
  const [start, end] = [weeks[0]?.start ?? 0, weeks.at(-1)?.end ?? 0]
  const done = items.filter((item) => {
    const doneAt = doneBy(item, at)
    return doneAt !== null && doneAt >= start && doneAt < end
  }).length
  return done === 0 ? null : done / weeks.length
}
