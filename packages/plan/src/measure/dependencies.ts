import { dayEnd } from '../calendar/instant.ts'
import { type HealthContext, isDone } from './health-context.ts'
import type { MeasuredDeliverable } from './plan-progress.ts'

/**
 * What a deliverable waits for that is late, as one sentence each: it is overdue, due only after the deliverable starts
 * or is due or, where its due date fits, half of its forecast's trials finish only after that.
 */
export function dependencyReasons(measured: MeasuredDeliverable, context: HealthContext): string[] {
  return measured.work.deliverable.dependsOn.flatMap((id) => {
    const other = context.deliverables.get(id)
    if (other === undefined || isDone(other) || other.work.deliverable.status === 'cancelled') return []
    const reason = lateByPlan(measured, other, context) ?? lateByForecast(measured, other, context)
    return reason === null ? [] : [reason]
  })
}

function lateByPlan(
  { work }: MeasuredDeliverable,
  other: MeasuredDeliverable,
  { plan, at }: HealthContext,
): string | null {
  const { title, due } = other.work.deliverable
  if (due === null) return null
  if (at > dayEnd(due, plan.timeZone)) return `It waits for “${title}”, which was due on ${due}.`
  const needed = neededBefore(work.deliverable, due)
  return needed === null ? null : `${needed} and waits for “${title}”, which is due only on ${due}.`
}

function lateByForecast(
  { work }: MeasuredDeliverable,
  other: MeasuredDeliverable,
  { forecasts }: HealthContext,
): string | null {
  const { id, title } = other.work.deliverable
  const forecast = forecasts?.get(id)?.forecast ?? null
  if (forecast === null) return null
  const needed = neededBefore(work.deliverable, forecast.p50)
  if (needed === null) return null
  return forecast.p50 === null
    ? `${needed} and waits for “${title}”, of whose forecast’s trials fewer than half ever finish.`
    : `${needed} and waits for “${title}”, of whose forecast’s trials half finish only by ${forecast.p50}.`
}

/** The first of a deliverable's days that lies before another, null for never, as the beginning of a sentence. */
function neededBefore(
  { start, due }: { readonly start: string | null; readonly due: string | null },
  date: string | null,
): string | null {
  if (start !== null && (date === null || date > start)) return `It starts on ${start}`
  return due !== null && (date === null || date > due) ? `It is due on ${due}` : null
}
