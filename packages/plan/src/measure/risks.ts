import { dayStart } from '../calendar/instant.ts'
import { flowOf } from '../forecast/work-flow.ts'
import { concerns } from '../kpi/off-track-kpis.ts'
import { dependencyReasons } from './dependencies.ts'
import { type HealthContext, hasStarted, lastMoveAt, openText } from './health-context.ts'
import { lateReasons } from './lateness.ts'
import type { MeasuredDeliverable } from './plan-progress.ts'
import { DAY_MS, plural, weightText } from './words.ts'

/** Why a deliverable is at risk: all that applies, as sentences. */
export function riskReasons(measured: MeasuredDeliverable, context: HealthContext): string[] {
  return [
    ...lateReasons(measured, context, 'p85'),
    ...quietReasons(measured, context),
    ...dependencyReasons(measured, context),
    ...growthReasons(measured, context),
    ...kpiReasons(measured, context),
  ]
}

function quietReasons(measured: MeasuredDeliverable, context: HealthContext): string[] {
  const { plan, seenAt } = context
  if (!isUnderWay(measured, context)) return []
  const moved = lastMoveAt(measured.work.counted, seenAt)
  if (moved === null || seenAt - moved < plan.health.quietDaysMax * DAY_MS) return []
  return [
    `Nothing has moved for ${plural(Math.floor((seenAt - moved) / DAY_MS), 'day')} (at risk from ${plan.health.quietDaysMax}), and ${openText(measured)}.`,
  ]
}

/**
 * That more was added than dropped and delivered over the last weeks. A deliverable is judged once it had work before
 * these weeks: what it begins with is no growth.
 */
function growthReasons(measured: MeasuredDeliverable, context: HealthContext): string[] {
  const { seenAt, recentWeeks } = context
  if (!isUnderWay(measured, context)) return []
  const { deliverable, counted } = measured.work
  const { weeks, age } = flowOf(counted, deliverable.weigh, { at: seenAt, weeks: recentWeeks })
  if (age < recentWeeks.length) return []
  const judged = weeks.slice(1)
  const grown = judged.reduce((sum, { added, dropped }) => sum + added - dropped, 0)
  const delivered = judged.reduce((sum, week) => sum + week.delivered, 0)
  if (grown <= Math.max(0, delivered)) return []
  const text = (weight: number) => weightText(weight, deliverable.weigh)
  return [
    `Over the last ${plural(judged.length, 'week')} its scope grew by ${text(grown)}, and delivered were ${text(delivered)}.`,
  ]
}

function kpiReasons({ work }: MeasuredDeliverable, { offTrackKpis }: HealthContext): string[] {
  return offTrackKpis
    .filter((kpi) => concerns(kpi, work.deliverable))
    .map(({ title, week }) => `The KPI “${title}” is off track in week ${week}.`)
}

/** Whether measured work is open that has begun, or should have. */
function isUnderWay(measured: MeasuredDeliverable, { plan, seenAt }: HealthContext): boolean {
  const { start, progress } = measured.work.deliverable
  if (progress === 'manual' || measured.counts.todo + measured.counts.inProgress === 0) return false
  return start === null || seenAt >= dayStart(start, plan.timeZone) || hasStarted(measured)
}
