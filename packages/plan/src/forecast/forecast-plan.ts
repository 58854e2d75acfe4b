import { atOnce, type InSteps } from '../in-steps.ts'
import type { EpochMs } from '../item/work-item.ts'
import { type MeasuredDeliverable, measurePlan } from '../measure/plan-progress.ts'
import type { PlanWork } from '../measure/plan-work.ts'
import { daysByWhich, waitFor } from './finish-days.ts'
import type { DeliverableForecast, ForecastBasis, PlanForecasts } from './forecast.ts'
import { basisOf, noForecast } from './forecast-words.ts'
import { type GroundOf, groundsIn, isOver } from './ground.ts'
import { play } from './play.ts'
import { type Scene, sceneOf } from './scene.ts'
import { TRIALS } from './trials.ts'

/**
 * Forecasts when each deliverable of a plan will be finished, from what was known at an instant: nothing created and no
 * move made later counts. Monte Carlo: each trial goes on from what is open by drawing whole weeks of the history, in
 * which the growth of the scope is, and in the working time of the plan's calendar. A deliverable does not finish before
 * those it depends on have in the same trial, and work that nobody has begun does not begin before its start. The first
 * day on which a trial may finish is the working day after the instant's own.
 *
 * The same work on the same day gives the same forecast: trials are seeded from plan, deliverable and day.
 *
 * @param play.trials how many for each deliverable; the first ones are the same, however many follow.
 */
export function forecastPlan(work: PlanWork, at: EpochMs, play: Play = {}): PlanForecasts {
  return atOnce(forecastInSteps(work, at, play))
}

/** {@link forecastPlan} with a step for each deliverable. */
export function* forecastInSteps(work: PlanWork, at: EpochMs, play: Play = {}): InSteps<PlanForecasts> {
  const scene = sceneOf(work.plan, at)
  const places = placesOf(work, scene)
  const outcomes = new Map<string, Outcome>()
  function* outcomeOf(place: Place): InSteps<Outcome> {
    const { id, dependsOn } = place.part.work.deliverable
    const known = outcomes.get(id)
    if (known !== undefined) return known
    const awaited: Outcome[] = []
    // A plan has no circle of dependencies, so this ends.
    for (const other of dependsOn.flatMap((each) => places.get(each) ?? [])) {
      if (!isOver(other.part)) awaited.push(yield* outcomeOf(other))
    }
    const outcome = outcomeIn(place, awaited, scene, play)
    outcomes.set(id, outcome)
    yield
    return outcome
  }
  const forecasts = new Map<string, DeliverableForecast>()
  for (const [id, place] of places) forecasts.set(id, forecastOf(yield* outcomeOf(place), scene))
  return forecasts
}

/** How the trials of a forecast are played. */
interface Play {
  readonly trials?: number | undefined
  /** Weeks of work after which nobody asks: later dates are null, as if they were never. */
  readonly weeks?: number | undefined
}

/** A deliverable in its objective. */
interface Place {
  readonly part: MeasuredDeliverable
  readonly groundOf: GroundOf
}

/** What the trials of a deliverable came to. */
interface Outcome {
  readonly title: string
  readonly basis: ForecastBasis
  /** Whether trials could be played. */
  readonly isForecast: boolean
  /** Titles of those whose trials hold up what waits for this. */
  readonly holders: readonly string[]
  /**
   * The working day on which each trial finishes or, where none could be played, before which it does not, because of
   * what the deliverable waits for; null where nothing is known.
   */
  readonly days: Uint16Array | null
}

function placesOf(work: PlanWork, scene: Scene): ReadonlyMap<string, Place> {
  return new Map(
    measurePlan(work, scene.span.at).objectives.flatMap((objective) => {
      const groundOf = groundsIn(objective, scene)
      return objective.deliverables.map((part) => [part.work.deliverable.id, { part, groundOf }])
    }),
  )
}

function outcomeIn({ part, groundOf }: Place, awaited: readonly Outcome[], scene: Scene, asked: Play): Outcome {
  const { deliverable } = part.work
  const { title, weigh } = deliverable
  const ground = groundOf(part)
  const waits = awaited.flatMap(({ days }) => days ?? [])
  if (typeof ground === 'string') {
    const [first = null, ...others] = waits
    const days = first === null ? null : others.reduce(waitFor, first)
    const holders = [...new Set(awaited.flatMap((other) => other.holders))]
    return { title, basis: noForecast(ground), isForecast: false, holders, days }
  }
  const { trials = TRIALS, weeks } = asked
  const days = play(part, ground, scene, { trials, weeks, awaited: waits })
  return { title, basis: basisOf(ground, { weigh, trials, awaited }), isForecast: true, holders: [title], days }
}

function forecastOf({ basis, isForecast, days }: Outcome, scene: Scene): DeliverableForecast {
  if (!isForecast || days === null) return { forecast: null, basis }
  const [p50 = null, p85 = null, p95 = null] = daysByWhich(days, [0.5, 0.85, 0.95]).map((day) =>
    day === null ? null : scene.days.dayAfter(scene.today, day),
  )
  return { forecast: { p50, p85, p95 }, basis }
}
