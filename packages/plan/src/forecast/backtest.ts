import { dateOf } from '../calendar/instant.ts'
import { atOnce, type InSteps } from '../in-steps.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { PlanWork } from '../measure/plan-work.ts'
import type { Forecast } from './forecast.ts'
import { forecastInSteps } from './forecast-plan.ts'

const WEEK_MS = 7 * 24 * 3_600_000

/** A forecast of the past beside what came of it. */
export interface PastForecast {
  readonly deliverable: string
  /** The instant the forecast is of. */
  readonly at: EpochMs
  readonly forecast: Forecast
  /** Whether it was drawn from weeks of the objective. */
  readonly isBorrowed: boolean
  /** The day on which nothing was open any more for the first time after it; null when that has not happened yet. */
  readonly finishedOn: string | null
}

/**
 * Makes the forecasts of past instants again, each from what was known then, and lays what came of them beside. Plan,
 * links and estimates are those of today.
 */
export function backtest(work: PlanWork, asked: Backtest): PastForecast[] {
  return atOnce(backtestInSteps(work, asked))
}

/** Which forecasts of the past are made again. */
interface Backtest {
  readonly instants: readonly EpochMs[]
  /** The instant up to which the outcome is known. */
  readonly known: EpochMs
  readonly trials: number
  /** Leaves out dates after {@link known}, as if they were never: trials need not be played on beyond it. */
  readonly isUntilKnown?: boolean
}

/** {@link backtest} with a step for each deliverable and instant. */
export function* backtestInSteps(work: PlanWork, asked: Backtest): InSteps<PastForecast[]> {
  const { instants, known, trials, isUntilKnown = false } = asked
  const { timeZone } = work.plan
  const finishes = new Map(
    work.objectives.flatMap(({ deliverables }) =>
      deliverables.map(({ deliverable, counted }) => [deliverable.id, finishesOf(counted, known)] as const),
    ),
  )
  const past: PastForecast[] = []
  for (const at of instants) {
    // A week of work takes a week or, with holidays in it, longer.
    const weeks = isUntilKnown ? Math.ceil((known - at) / WEEK_MS) + 1 : undefined
    for (const [deliverable, { forecast, basis }] of yield* forecastInSteps(work, at, { trials, weeks })) {
      if (forecast === null) continue
      const finish = finishes.get(deliverable)?.find((instant) => instant > at)
      const finishedOn = finish === undefined ? null : dateOf(finish, timeZone)
      past.push({ deliverable, at, forecast, isBorrowed: basis.isBorrowed === true, finishedOn })
    }
  }
  return past
}

/** The instants, up to one, after which nothing of some work was open that was open before; oldest first. */
function finishesOf(items: readonly WorkItem[], until: EpochMs): EpochMs[] {
  const changes = new Map<EpochMs, number>()
  for (const { timeline } of items) {
    let wasOpen = false
    for (const { at, to } of timeline) {
      const isOpen = to === 'todo' || to === 'in_progress'
      if (at <= until) changes.set(at, (changes.get(at) ?? 0) + Number(isOpen) - Number(wasOpen))
      wasOpen = isOpen
    }
  }
  let open = 0
  return [...changes]
    .sort(([one], [other]) => one - other)
    .flatMap(([at, change]) => {
      const before = open
      open += change
      return open === 0 && before > 0 ? [at] : []
    })
}
