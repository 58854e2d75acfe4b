import { backtest, completeWeeks, planWork } from '@throughline/plan'
import type { Figure } from '../bench.ts'
import { errorFigures } from './errors.ts'
import { hitRates } from './hit-rates.ts'
import type { Portfolio } from './made-up-plan.ts'

/** A tenth of a forecast's: enough for a date in the past. */
const trials = 1_000

/**
 * Forecasts every deliverable of a portfolio again for the end of every week in which it was open, from what was known
 * then, and says how often the dates held and how far they were off.
 *
 * @param lastDay the last day of the record.
 * @param weeks how many it covers.
 */
export function measureAccuracy({ plan, items, links }: Portfolio, lastDay: string, weeks: number): Figure[] {
  const work = planWork(plan, items, links)
  const known = Date.parse(`${lastDay}T23:59:59.999Z`)
  const instants = completeWeeks(known, weeks, plan.timeZone).map(({ end }) => end - 1)
  const past = backtest(work, { instants, known, trials })
  const finished = past.filter(({ finishedOn }) => finishedOn !== null)
  const own = finished.filter(({ isBorrowed }) => !isBorrowed)
  const borrowed = finished.filter(({ isBorrowed }) => isBorrowed)
  const counted = new Map(
    work.objectives.flatMap((one) => one.deliverables.map((part) => [part.deliverable.id, part.counted] as const)),
  )
  const itemsOf = (deliverable: string) => counted.get(deliverable) ?? []
  return [
    ...hitRates(past, lastDay, 'all epics'),
    ...hitRates(own, lastDay, 'finished epics, own weeks'),
    ...hitRates(borrowed, lastDay, 'finished epics, borrowed weeks'),
    ...errorFigures(own, itemsOf, 'own weeks'),
    ...errorFigures(borrowed, itemsOf, 'borrowed weeks'),
  ]
}
