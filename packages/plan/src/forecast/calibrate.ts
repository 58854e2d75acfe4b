import { completeWeeks } from '../calendar/complete-weeks.ts'
import { dateOf } from '../calendar/instant.ts'
import { atOnce, type InSteps } from '../in-steps.ts'
import type { EpochMs } from '../item/work-item.ts'
import type { DeliverableWork, PlanWork } from '../measure/plan-work.ts'
import { progressOf } from '../measure/progress.ts'
import { backtestInSteps, type PastForecast } from './backtest.ts'

/** How many forecast dates have passed, and by how many of them the work was finished. */
interface HeldDates {
  readonly of: number
  readonly held: number
}

/** How often the dates of past forecasts held. */
export interface Calibration {
  /** Whose dates these are: the deliverable's own, or those of all deliverables of the plan where its own are too few. */
  readonly over: 'deliverable' | 'plan'
  readonly p50: HeldDates
  readonly p85: HeldDates
  readonly p95: HeldDates
}

/** How far a plan's forecasts can be trusted. */
export interface PlanCalibration {
  /** Of all deliverables together; null where not a single date has passed. */
  readonly all: Calibration | null
  /** For one deliverable, by id: its own where enough of its dates have passed, else the plan's. */
  of(deliverable: string): Calibration | null
}

/** How far apart the past forecasts are: those of neighbouring weeks say much the same. */
const STEP_WEEKS = 4

/** How many of them there are: a year. */
const STEPS = 13

/** As many trials as a date in the past needs: a tenth of a forecast's. */
const TRIALS = 1_000

/** With fewer passed p85 dates of its own, a deliverable shows those of the plan. */
const OWN_MIN = 8

/**
 * Walks back over the past year and counts how often the dates of forecasts made every four weeks held. A date counts
 * once it has passed, whether or not the work is finished by now: to count finished work alone would praise the dates of
 * what is still waited for.
 *
 * What the plan says is done was forecast while it was worked on; if items of it are still open, nobody knows when it was
 * finished, and it counts nowhere.
 */
export function calibrate(work: PlanWork, at: EpochMs): PlanCalibration {
  return atOnce(calibrateInSteps(work, at))
}

/** {@link calibrate} with a step for each deliverable and past forecast. */
export function* calibrateInSteps(work: PlanWork, at: EpochMs): InSteps<PlanCalibration> {
  const weeks = completeWeeks(at, STEPS * STEP_WEEKS, work.plan.timeZone)
  const instants = weeks.filter((_, index) => index % STEP_WEEKS === 0).map(({ start }) => start - 1)
  const past = yield* backtestInSteps(asWorkedOn(work, at), { instants, known: at, trials: TRIALS, isUntilKnown: true })
  // A day has passed with its last millisecond; days as texts sort like the days.
  const running = dateOf(at + 1, work.plan.timeZone)
  const pooled = held(past, 'plan', running)
  const all = pooled.p50.of > 0 ? pooled : null
  const own = new Map(
    [...Map.groupBy(past, ({ deliverable }) => deliverable)].flatMap(([deliverable, mine]) => {
      const calibration = held(mine, 'deliverable', running)
      return calibration.p85.of >= OWN_MIN ? [[deliverable, calibration]] : []
    }),
  )
  return { all, of: (deliverable) => own.get(deliverable) ?? all }
}

function held(past: readonly PastForecast[], over: Calibration['over'], running: string): Calibration {
  const of = (percentile: 'p50' | 'p85' | 'p95'): HeldDates => {
    const passed = past.flatMap(({ forecast, finishedOn }) => {
      const date = forecast[percentile]
      return date !== null && date < running ? [finishedOn !== null && finishedOn <= date] : []
    })
    return { of: passed.length, held: passed.filter((isHeld) => isHeld).length }
  }
  return { over, p50: of('p50'), p85: of('p85'), p95: of('p95') }
}

function asWorkedOn(work: PlanWork, at: EpochMs): PlanWork {
  const reopened = (part: DeliverableWork): DeliverableWork => {
    const { deliverable, counted } = part
    if (deliverable.status !== 'done' || progressOf(counted, at, deliverable.weigh).progress !== 1) return part
    return { ...part, deliverable: { ...deliverable, status: 'active' } }
  }
  return {
    ...work,
    objectives: work.objectives.map((objective) => ({
      ...objective,
      deliverables: objective.deliverables.map(reopened),
    })),
  }
}
