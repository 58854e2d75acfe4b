import { completeWeeks, flowOf, type WorkItem } from '@throughline/plan'

/** The simple ways of forecasting that ours stands beside, with what a table calls them. */
export const BASELINES = { lastFourWeeks: 'the last 4 weeks', sinceStart: 'the average since the start' } as const

/** The name of a baseline. */
export type Baseline = keyof typeof BASELINES

const WEEK_MS = 7 * 86_400_000

/**
 * When some work will be finished in a straight line: what is open, at the mean weekly delivery of the last 4 weeks or of
 * all weeks since the first item. Null where nothing was delivered in them. New work is not foreseen.
 */
export function straightLines(items: readonly WorkItem[], at: number): Record<Baseline, number | null> {
  const firstAt = Math.min(...items.map(({ createdAt }) => createdAt))
  const ageWeeks = Math.max(1, Math.ceil((at - firstAt) / WEEK_MS))
  const { open, weeks } = flowOf(items, 'items', { at, weeks: completeWeeks(at, ageWeeks, 'UTC') })
  const finish = (count: number) => {
    const delivered = weeks.slice(-count).reduce((sum, week) => sum + week.delivered, 0)
    return delivered > 0 ? at + (open / (delivered / count)) * WEEK_MS : null
  }
  return { lastFourWeeks: finish(4), sinceStart: finish(ageWeeks) }
}
