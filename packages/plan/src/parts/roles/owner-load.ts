import { dayEnd } from '../../calendar/instant.ts'
import { addWeeks, weekBounds, weekOf } from '../../calendar/iso-week.ts'
import type { MeasuredDeliverable } from '../../measure/plan-progress.ts'
import { DAY_MS } from '../../measure/words.ts'
import type { PartContext } from '../part-context.ts'
import { doneBy, isDelivered } from '../part-work.ts'
import { chartOf, type RoleChart } from './role-chart.ts'

/** What one owner has on their plate, and how fast they have been. */
export interface OwnerLoad extends RoleChart {
  readonly owner: string
  /** Ids of the deliverables that they own and that are neither done nor cancelled. */
  readonly open: readonly string[]
  /** How many of those have work under way. */
  readonly atOnce: number
  /** Items not done in them. */
  readonly openItems: number
  /** Items done a week over the last 12 complete weeks, in all deliverables they own; null without any. */
  readonly itemsPerWeek: number | null
  /** Weeks of work left at that pace; null when the pace is not known. */
  readonly weeksOfWork: number | null
  /** Weeks until the last due date among the open ones; null when none has one. */
  readonly weeksLeft: number | null
}

const WEEKS = 12
const WEEK_MS = 7 * DAY_MS

/** The load of every owner of a deliverable, the most items first. */
export function ownerLoads(context: PartContext): OwnerLoad[] {
  const deliverables = [...context.deliverables.values()]
  const owners = new Set(deliverables.flatMap(({ work }) => work.deliverable.owner ?? []))
  return [...owners]
    .map((owner) => {
      const own = deliverables.filter(({ work }) => work.deliverable.owner === owner)
      return loadOf(owner, own, deliverables, context)
    })
    .sort((one, other) => other.openItems - one.openItems || (one.owner < other.owner ? -1 : 1))
}

function loadOf(
  owner: string,
  own: readonly MeasuredDeliverable[],
  all: readonly MeasuredDeliverable[],
  context: PartContext,
): OwnerLoad {
  const open = own.filter((each) => !isDelivered(each) && each.standing !== 'left_out')
  const openItems = open.reduce((sum, { counts }) => sum + counts.todo + counts.inProgress, 0)
  const itemsPerWeek = paceOf(own, context)
  const dues = open.flatMap(({ work }) => work.deliverable.due ?? []).sort()
  const last = dues.at(-1)
  return {
    owner,
    ...chartOf(owner, all),
    open: open.map(({ work }) => work.deliverable.id),
    atOnce: open.filter(({ counts, progress }) => counts.inProgress > 0 || (progress ?? 0) > 0).length,
    openItems,
    itemsPerWeek,
    weeksOfWork: itemsPerWeek === null ? null : openItems / itemsPerWeek,
    weeksLeft: last === undefined ? null : Math.max(0, (dayEnd(last, context.plan.timeZone) - context.at) / WEEK_MS),
  }
}

function paceOf(own: readonly MeasuredDeliverable[], { at, plan }: PartContext): number | null {
  const running = weekOf(at, plan.timeZone)
  const end = weekBounds(running, plan.timeZone).start
  const start = weekBounds(addWeeks(running, -WEEKS), plan.timeZone).start
  const done = own
    .flatMap(({ work }) => work.counted)
    .filter((item) => {
      const doneAt = doneBy(item, at)
      return doneAt !== null && doneAt >= start && doneAt < end
    }).length
  return done === 0 ? null : done / WEEKS
}
