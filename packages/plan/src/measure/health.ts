import { dateOf } from '../calendar/instant.ts'
import { type HealthContext, hasStarted, isDone, lastMoveAt } from './health-context.ts'
import { offTrackReasons } from './lateness.ts'
import type { MeasuredDeliverable } from './plan-progress.ts'
import { riskReasons } from './risks.ts'
import { daysAgo, HOUR_MS, percentText, plural } from './words.ts'

/** How a deliverable, an objective or the plan is doing. See "Health" in docs/glossary.md. */
export type HealthStatus = 'done' | 'cancelled' | 'unknown' | 'off_track' | 'at_risk' | 'not_started' | 'on_track'

/** A verdict with what it stands on. */
export interface Health {
  readonly status: HealthStatus
  /** Sentences with their numbers and units, never empty. */
  readonly reasons: readonly string[]
}

/**
 * Judges a deliverable at an instant by the first rule that applies: done, cancelled, unknown (no linked work, data
 * missing or old), off track (due passed, p50 after due), at risk (p85 after due, no movement, a late dependency, scope
 * growing faster than delivery, a KPI off track), not started, on track. All reasons of the rule that applies are given.
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
    ['off_track', offTrackReasons],
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

function doneReason({ work, counts }: MeasuredDeliverable): string {
  if (work.deliverable.progress === 'manual') return 'Its newest entry says 100 %.'
  const open = counts.todo + counts.inProgress
  // Items of 0 points weigh nothing, so they may be open where all that weighs anything is done.
  if (open > 0) return `All points are done; ${plural(open, 'item')} of 0 points ${open === 1 ? 'is' : 'are'} open.`
  return counts.done === 1 ? 'Its only item is done.' : `All ${counts.done} items are done.`
}

function unknownReasons(measured: MeasuredDeliverable, { plan, seenAt, data }: HealthContext): string[] {
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
      `Only ${percentText(data.coverage)} of what the tools show has been read (${percentText(coverageMin)} needed).`,
    )
  }
  if (data.oldestSyncAt === null) return [...reasons, 'A scope has never been read.']
  const ageHours = (seenAt - data.oldestSyncAt) / HOUR_MS
  if (ageHours > dataAgeHoursMax) {
    reasons.push(`The data is ${Math.floor(ageHours)} hours old (at most ${dataAgeHoursMax}).`)
  }
  return reasons
}

function notStartedReason({ work, counts }: MeasuredDeliverable): string {
  const { start, progress } = work.deliverable
  const begins = start === null ? '' : ` It starts on ${start}.`
  if (progress === 'manual') return `Its newest entry says 0 %.${begins}`
  return `None of its ${plural(counts.todo, 'item')} has been started.${begins}`
}

function standReason({ work, counts, progress }: MeasuredDeliverable, { plan, at, seenAt }: HealthContext): string {
  if (work.deliverable.progress === 'manual') {
    const entry = work.deliverable.entries.findLast(({ date }) => date <= dateOf(at, plan.timeZone))
    return `Its newest entry, of ${entry?.date ?? 'an unknown day'}, says ${percentText(progress ?? 0)}.`
  }
  const moved = lastMoveAt(work.counted, seenAt)
  const when = moved === null ? '' : `; the last move was ${daysAgo(moved, seenAt)}`
  return `${counts.done} of ${plural(counts.todo + counts.inProgress + counts.done, 'item')} are done${when}.`
}
