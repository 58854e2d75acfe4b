import { dayEnd } from '../calendar/instant.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs } from '../item/work-item.ts'
import type { DeliverableBefore, SaidBefore } from './dates-before.ts'
import type { SlippedDeliverable } from './report-news.ts'
import { isOver, type ReportedPart } from './reported-part.ts'

/** Between which instants something slipped: the last of the week before, and that of the report. */
interface Since {
  readonly from: EpochMs
  readonly to: EpochMs
}

/**
 * Deliverables that stopped being in time: their due date passed since the week before, by the same rule as health, or
 * their 85 % forecast was on or before the due date then and is after it now.
 */
export function slippedDeliverables(
  { timeZone }: Plan,
  parts: readonly ReportedPart[],
  before: SaidBefore,
  since: Since,
): SlippedDeliverable[] {
  return parts.flatMap(({ objective, deliverable }): SlippedDeliverable[] => {
    const { id, title, owner, due, progress, health } = deliverable
    if (due === null || isOver(deliverable)) return []
    const then = before.of(id)
    const dueEnd = dayEnd(due, timeZone)
    const reason =
      since.to > dueEnd
        ? since.from <= dueEnd && 'due_passed'
        : wasInTime(then, due) && isLate(deliverable, due) && 'forecast_after_due'
    if (reason === false) return []
    const [forecastBefore, forecast] = [then?.forecast?.p85 ?? null, deliverable.forecast?.p85 ?? null]
    const moved = movedFrom(then, due)
    const says =
      reason === 'due_passed'
        ? `It was due on ${due}${moved === null ? '' : `, moved from ${moved},`} and is not done.`
        : `It is due on ${due}${moved === null ? '' : `, moved from ${moved}`}; ${forecastMoveText(forecastBefore, forecast)}.`
    return [{ id, title, objective, owner, due, reason, forecastBefore, forecast, says, progress, health }]
  })
}

/** The due date of before, where it was another. */
function movedFrom(then: DeliverableBefore | undefined, due: string): string | null {
  const before = then?.due ?? null
  return before === due ? null : before
}

/** An earlier due date makes late what is forecast as before. */
function forecastMoveText(before: string | null, now: string | null): string {
  if (before === now) return `the 85 % forecast is ${now ?? 'no date'} as before`
  return `the 85 % forecast went from ${before ?? 'no date'} to ${now ?? 'no date'}`
}

function wasInTime(then: DeliverableBefore | undefined, due: string): boolean {
  const p85 = then?.forecast?.p85 ?? null
  return p85 !== null && p85 <= (then?.due ?? due)
}

function isLate({ forecast }: ReportedPart['deliverable'], due: string): boolean {
  return forecast !== null && (forecast.p85 === null || forecast.p85 > due)
}
