import { dayEnd } from '../calendar/instant.ts'
import { type HealthContext, openText } from './health-context.ts'
import type { MeasuredDeliverable } from './plan-progress.ts'
import { DAY_MS, plural } from './words.ts'

/** Why a deliverable is off track: its due date has passed or, before that, half of the trials finish only after it. */
export function offTrackReasons(measured: MeasuredDeliverable, context: HealthContext): string[] {
  const overdue = overdueReasons(measured, context)
  return overdue.length > 0 ? overdue : lateReasons(measured, context, 'p50')
}

/** That so many of the trials finish only after the due date, as one sentence; nothing when they do not. */
export function lateReasons(
  { work }: MeasuredDeliverable,
  { forecasts }: HealthContext,
  percentile: 'p50' | 'p85',
): string[] {
  const { id, due } = work.deliverable
  const forecast = forecasts?.get(id)?.forecast ?? null
  if (due === null || forecast === null) return []
  const date = forecast[percentile]
  if (date !== null && date <= due) return []
  const share = percentile === 'p50' ? 'half' : '85 %'
  return [
    date === null
      ? `It is due on ${due}, and fewer than ${share} of the forecast’s trials ever finish.`
      : `It is due on ${due}, and ${share} of the forecast’s trials finish only by ${date}.`,
  ]
}

function overdueReasons(measured: MeasuredDeliverable, { plan, at }: HealthContext): string[] {
  const { due } = measured.work.deliverable
  if (due === null || at <= dayEnd(due, plan.timeZone)) return []
  const days = Math.ceil((at - dayEnd(due, plan.timeZone)) / DAY_MS)
  return [`It was due on ${due}, ${plural(days, 'day')} ago, and ${openText(measured)}.`]
}
