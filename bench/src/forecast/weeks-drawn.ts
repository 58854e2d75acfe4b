import { completeWeeks, flowOf, HISTORY_WEEKS, HORIZON_WEEKS, type PlanWork } from '@throughline/plan'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

const trialsCounted = 500

/**
 * About how many weeks the trials of some deliverables draw, counted by playing a few of them plainly; a trial ends where
 * not even the best of all weeks would bring it to its end within five years.
 */
export function weeksDrawn(work: PlanWork, at: number, trials: number, ids: ReadonlySet<string>): number {
  const span = { at, weeks: completeWeeks(at, HISTORY_WEEKS, work.plan.timeZone) }
  const random = xoroshiro128plus(1)
  let drawn = 0
  for (const { deliverable, counted } of work.objectives.flatMap(({ deliverables }) => deliverables)) {
    if (!ids.has(deliverable.id)) continue
    const { open, weeks } = flowOf(counted, deliverable.weigh, span)
    const burns = weeks.map((week) => week.delivered + week.dropped - week.added)
    const best = Math.max(...burns)
    for (let trial = 0; trial < trialsCounted; trial += 1) {
      let left = open
      for (let week = 0; left > 0 && left <= best * (HORIZON_WEEKS - week); week += 1) {
        left -= burns[(random.next() >>> 0) % burns.length] ?? 0
        drawn += 1
      }
    }
  }
  return Math.round((drawn * trials) / trialsCounted)
}

/**
 * Draws the random numbers that choose so many weeks, one for three weeks, and nothing else. Answers their sum, so that
 * none can be left out.
 */
export function drawAlone(weeks: number): number {
  const random = xoroshiro128plus(1)
  let sum = 0
  for (let week = 0; week < weeks; week += 3) sum = (sum + random.next()) | 0
  return sum
}
