import type { MeasuredDeliverable } from '../measure/plan-progress.ts'
import { putOff, waitFor } from './finish-days.ts'
import type { Ground } from './ground.ts'
import type { Scene } from './scene.ts'
import { seedOf } from './seed.ts'
import { runTrials, type TrialsInput } from './trials.ts'
import type { WeeklyFlow } from './work-flow.ts'

/** What is asked of the trials of a deliverable. */
interface Asked extends Pick<TrialsInput, 'trials' | 'weeks'> {
  /** The finish days of what the deliverable depends on, as {@link play} answered them. */
  readonly awaited: readonly Uint16Array[]
}

/**
 * Plays the trials of one deliverable: the working day after the scene's day on which each finishes. Work that nobody has
 * begun does not begin before its start; a trial waits for the same trial of each of `awaited`.
 */
export function play(
  part: MeasuredDeliverable,
  { open, history }: Ground,
  scene: Scene,
  { trials, weeks, awaited }: Asked,
): Uint16Array {
  const { id, start } = part.work.deliverable
  const { plan, today, tomorrow, days } = scene
  const own = runTrials({
    open,
    burns: burnsOf(history.weeks),
    daysPerWeek: days.perWeek,
    seed: seedOf(plan, id, today),
    trials,
    weeks,
  })
  const isBegun = part.counts.inProgress + part.counts.done > 0
  const idle = start === null || isBegun ? 0 : days.countBetween(tomorrow, start)
  return awaited.reduce(waitFor, idle === 0 ? own : putOff(own, idle))
}

/** By how much less was open after each week. */
function burnsOf(weeks: readonly WeeklyFlow[]): Float64Array {
  return Float64Array.from(weeks, ({ delivered, added, dropped }) => delivered + dropped - added)
}
