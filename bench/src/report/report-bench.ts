import { weeklyReport } from '@throughline/hub'
import { addWeeks } from '@throughline/plan'
import type { Bench, Figure } from '../bench.ts'
import { type BigHub, withBigHub } from '../hub/big-hub.ts'
import { measuredPlan } from '../hub/measured-plan.ts'
import { planId } from '../link/big-plan.ts'

const newest = '2026-W47'

/** Plans of so many objectives, ten deliverables each, and how many of the last 52 weeks are computed of them. */
const sizes = [
  { objectives: 5, weeks: 52 },
  { objectives: 50, weeks: 4 },
] as const

/** Weekly reports of the past year, computed anew, beside reading all rows that they stand on from PostgreSQL. */
export const reportBench: Bench = {
  name: 'report',
  about: 'weekly reports of the past year over 100,000 items, each computed with forecasts, calibration and 20 KPIs',
  run: (note) =>
    withBigHub(note, async (big) => {
      const figures: Figure[] = []
      for (const size of sizes) figures.push(...(await measureSize(big, size, note)))
      return figures
    }),
}

async function measureSize(
  big: BigHub,
  { objectives, weeks }: (typeof sizes)[number],
  note: (text: string) => void,
): Promise<Figure[]> {
  await big.put(measuredPlan(objectives))
  await big.settle()
  const began = performance.now()
  await weeklyReport(big.hub, planId, addWeeks(newest, -52))
  note(`the first, with loading, in ${Math.round(performance.now() - began)} ms`)
  const floor = Math.min(await big.readPortfolio(), await big.readPortfolio())
  const times: number[] = []
  for (let place = 0; place < weeks; place += 1) {
    times.push(await reportOf(big, addWeeks(newest, -place * (52 / weeks)), note))
  }
  const sorted = times.toSorted((one, other) => one - other)
  const figure = (name: string, value: number): Figure => ({
    figure: `${objectives * 10} deliverables, ${weeks} of the last 52 weeks: ${name}`,
    ...{ value, unit: 's', floor, ratio: value / floor },
  })
  return [
    figure('the median report', sorted[Math.floor(weeks / 2)] ?? Number.NaN),
    figure('the slowest report', sorted.at(-1) ?? Number.NaN),
  ]
}

async function reportOf({ hub }: BigHub, week: string, note: (text: string) => void): Promise<number> {
  const began = performance.now()
  await weeklyReport(hub, planId, week, { recompute: true })
  const seconds = (performance.now() - began) / 1_000
  note(`${week} in ${Math.round(seconds * 1_000)} ms`)
  return seconds
}
