import { daysBetween } from '../parts/days.ts'
import type { PartContext } from '../parts/part-context.ts'
import { deliveredOn } from '../parts/part-work.ts'
import type { SaidBefore } from './dates-before.ts'
import type { ProgressHistory } from './progress-history.ts'
import type { FinishedDeliverable } from './report-news.ts'
import type { ReportedPart } from './reported-part.ts'

/**
 * Deliverables that are done and were not in the week before: as its published report says, else by their progress then.
 * One that only the plan calls done has no day, and without a published report none to compare with: it is not told.
 */
export function finishedDeliverables(
  parts: readonly ReportedPart[],
  before: SaidBefore,
  changeOf: ProgressHistory,
  context: PartContext,
): FinishedDeliverable[] {
  return parts.flatMap(({ objective, deliverable }): FinishedDeliverable[] => {
    const { id, title, owner, due, progress, status, health } = deliverable
    if (health.status !== 'done') return []
    const said = before.of(id)?.health
    const wasDone = said === undefined ? isDoneBefore(changeOf(id, progress).previousProgress, status) : said === 'done'
    if (wasDone) return []
    const measured = context.deliverables.get(id)
    const doneOn = measured === undefined ? null : deliveredOn([measured], context)
    const daysLate = doneOn === null || due === null ? null : daysBetween(due, doneOn)
    return [{ id, title, objective, owner, due, doneOn, daysLate }]
  })
}

function isDoneBefore(previousProgress: number | null, status: ReportedPart['deliverable']['status']): boolean {
  return previousProgress === 1 || status === 'done'
}
