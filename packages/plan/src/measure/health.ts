import { dateOf, dayEnd, dayStart } from '../calendar/instant.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { MeasuredDeliverable } from './plan-progress.ts'
import { DAY_MS, daysAgo, HOUR_MS, percentText, plural } from './words.ts'

/** How a deliverable, an objective or the plan is doing. See "Health" in docs/glossary.md. */
export type HealthStatus = 'done' | 'cancelled' | 'unknown' | 'off_track' | 'at_risk' | 'not_started' | 'on_track'

/** A verdict with what it stands on. */
export interface Health {
  readonly status: HealthStatus
  /** Sentences with their numbers and units, never empty. */
  readonly reasons: readonly string[]
}

/** How much of what the plan should show the hub has seen, and when it last looked. */
export interface DataFreshness {
  /** Part of the scopes that have been read, 0..1. */
  readonly coverage: number
  /** When the scope that was read longest ago was read last; null when one never was. */
  readonly oldestSyncAt: EpochMs | null
}

/** What the health of a deliverable is judged by, besides its own progress. */
export interface HealthContext {
  readonly plan: Plan
  readonly at: EpochMs
  readonly now: EpochMs
  /** Null leaves coverage and age of the data out of the verdict. */
  readonly data: DataFreshness | null
  /** Every measured deliverable of the plan by id, to look up dependencies. */
  readonly deliverables: ReadonlyMap<string, MeasuredDeliverable>
}

/**
 * Judges a deliverable at an instant by the first rule that applies: done, cancelled, unknown (no linked work, data
 * missing or old), off track (due passed), at risk (no movement, a late dependency), not started, on track. All reasons
 * of the rule that applies are given.
 */
export function deliverableHealth(measured: MeasuredDeliverable, context: HealthContext): Health {
  const { deliverable } = measured.work
  if (isDone(measured)) {
    const reason = deliverable.status === 'done' ? 'The plan says it is done.' : doneReason(measured)
    return { status: 'done', reasons: [reason] }
  }
  if (deliverable.status === 'cancelled') return { status: 'cancelled', reasons: ['The plan says it is cancelled.'] }
  const rules = [
    ['unknown', unknownReasons],
    ['off_track', overdueReasons],
    ['at_risk', riskReasons],
  ] as const
  for (const [status, reasonsOf] of rules) {
    const reasons = reasonsOf(measured, context)
    if (reasons.length > 0) return { status, reasons }
  }
  return hasStarted(measured)
    ? { status: 'on_track', reasons: [standReason(measured, context)] }
    : { status: 'not_started', reasons: [notStartedReason(measured)] }
}

function isDone({ work, progress, standing }: MeasuredDeliverable): boolean {
  return work.deliverable.status === 'done' || (standing === 'measured' && progress === 1)
}

function hasStarted({ work, progress, counts }: MeasuredDeliverable): boolean {
  return work.deliverable.progress === 'manual' ? (progress ?? 0) > 0 : counts.inProgress + counts.done > 0
}

function doneReason({ work, counts }: MeasuredDeliverable): string {
  if (work.deliverable.progress === 'manual') return 'Its newest entry says 100 %.'
  return counts.done === 1 ? 'Its only item is done.' : `All ${counts.done} items are done.`
}

function unknownReasons(measured: MeasuredDeliverable, { plan, at, now, data }: HealthContext): string[] {
  const { work, counts, progress } = measured
  if (work.deliverable.progress === 'manual') {
    return progress === null ? ['Its progress is entered by hand, and there is no entry yet.'] : []
  }
  if (work.counted.length === 0) return ['No work is linked to it.']
  if (counts.todo + counts.inProgress + counts.done === 0) {
    return counts.dropped > 0
      ? [`All its items are dropped (${counts.dropped}).`]
      : [`None of its ${plural(work.counted.length, 'linked item')} existed yet.`]
  }
  if (data === null) return []
  const reasons: string[] = []
  const { coverageMin, dataAgeHoursMax } = plan.health
  if (data.coverage < coverageMin) {
    reasons.push(
      `Only ${percentText(data.coverage)} of the scopes have been read (${percentText(coverageMin)} needed).`,
    )
  }
  if (data.oldestSyncAt === null) return [...reasons, 'A scope has never been read.']
  const ageHours = (Math.min(at, now) - data.oldestSyncAt) / HOUR_MS
  if (ageHours > dataAgeHoursMax) {
    reasons.push(`The data is ${Math.floor(ageHours)} hours old (at most ${dataAgeHoursMax}).`)
  }
  return reasons
}

function overdueReasons(measured: MeasuredDeliverable, { plan, at }: HealthContext): string[] {
  const { due } = measured.work.deliverable
  if (due === null || at <= dayEnd(due, plan.timeZone)) return []
  const days = Math.ceil((at - dayEnd(due, plan.timeZone)) / DAY_MS)
  return [`It was due on ${due}, ${plural(days, 'day')} ago, and ${openText(measured)}.`]
}

function riskReasons(measured: MeasuredDeliverable, context: HealthContext): string[] {
  return [...quietReasons(measured, context), ...dependencyReasons(measured, context)]
}

function quietReasons(measured: MeasuredDeliverable, { plan, at }: HealthContext): string[] {
  const { deliverable, counted } = measured.work
  if (deliverable.progress === 'manual' || measured.counts.todo + measured.counts.inProgress === 0) return []
  const isYetToStart =
    deliverable.start !== null && at < dayStart(deliverable.start, plan.timeZone) && !hasStarted(measured)
  if (isYetToStart) return []
  const moved = lastMoveAt(counted, at)
  if (moved === null || at - moved < plan.health.quietDaysMax * DAY_MS) return []
  return [
    `Nothing has moved for ${plural(Math.floor((at - moved) / DAY_MS), 'day')} (at risk from ${plan.health.quietDaysMax}), and ${openText(measured)}.`,
  ]
}

function dependencyReasons(measured: MeasuredDeliverable, { plan, at, deliverables }: HealthContext): string[] {
  const { start, due, dependsOn } = measured.work.deliverable
  return dependsOn.flatMap((id) => {
    const other = deliverables.get(id)
    if (other === undefined || isDone(other) || other.work.deliverable.status === 'cancelled') return []
    const { title, due: otherDue } = other.work.deliverable
    if (otherDue === null) return []
    if (at > dayEnd(otherDue, plan.timeZone)) return [`It waits for “${title}”, which was due on ${otherDue}.`]
    if (start !== null && otherDue > start) {
      return [`It starts on ${start} and waits for “${title}”, which is due only on ${otherDue}.`]
    }
    if (due !== null && otherDue > due) {
      return [`It is due on ${due} and waits for “${title}”, which is due only on ${otherDue}.`]
    }
    return []
  })
}

function notStartedReason({ work, counts }: MeasuredDeliverable): string {
  const { start, progress } = work.deliverable
  const begins = start === null ? '' : ` It starts on ${start}.`
  if (progress === 'manual') return `Its newest entry says 0 %.${begins}`
  return `None of its ${plural(counts.todo, 'item')} has been started.${begins}`
}

function standReason({ work, counts, progress }: MeasuredDeliverable, { plan, at }: HealthContext): string {
  if (work.deliverable.progress === 'manual') {
    const entry = work.deliverable.entries.findLast(({ date }) => date <= dateOf(at, plan.timeZone))
    return `Its newest entry, of ${entry?.date ?? 'an unknown day'}, says ${percentText(progress ?? 0)}.`
  }
  const moved = lastMoveAt(work.counted, at)
  const when = moved === null ? '' : `; the last move was ${daysAgo(moved, at)}`
  return `${counts.done} of ${plural(counts.todo + counts.inProgress + counts.done, 'item')} are done${when}.`
}

function openText({ work, counts, progress }: MeasuredDeliverable): string {
  if (work.deliverable.progress === 'manual') return `its newest entry says ${percentText(progress ?? 0)}`
  const open = counts.todo + counts.inProgress
  return `${plural(open, 'item')} of ${open + counts.done} ${open === 1 ? 'is' : 'are'} open`
}

function lastMoveAt(items: readonly WorkItem[], at: EpochMs): EpochMs | null {
  let last: EpochMs | null = null
  for (const item of items) {
    const move = item.timeline.findLast((candidate) => candidate.at <= at)
    if (move !== undefined && (last === null || move.at > last)) last = move.at
  }
  return last
}
