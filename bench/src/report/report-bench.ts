import { weeklyReport } from '@throughline/hub'
import { addWeeks } from '@throughline/plan'
import type { Bench, Figure } from '../bench.ts'
import { type BigHub, withBigHub } from '../hub/big-hub.ts'
import { planId } from '../link/big-plan.ts'

const weeks = 52
const newest = '2026-W47'

/** Weekly reports of the past year, computed anew, beside reading all rows that they stand on from PostgreSQL. */
export const reportBench: Bench = {
  name: 'report',
  about: `the reports of ${weeks} weeks over 100,000 items, 500 deliverables and 20 KPIs, each computed`,
  run: (note) =>
    withBigHub(note, async (big) => {
      const began = performance.now()
      await weeklyReport(big.hub, planId, addWeeks(newest, -weeks))
      note(`the first, with loading, in ${Math.round(performance.now() - began)} ms`)
      const times: number[] = []
      for (let back = 0; back < weeks; back += 1) times.push(await reportOf(big, addWeeks(newest, -back), note))
      const floor = await big.readPortfolio()
      const figure = (name: string, value: number): Figure => ({
        figure: name,
        ...{ value, unit: 's', floor, ratio: value / floor },
      })
      const sorted = times.toSorted((one, other) => one - other)
      return [
        figure(`a report, the median of ${weeks} weeks`, sorted[weeks / 2] ?? Number.NaN),
        figure('a report, the slowest of them', sorted.at(-1) ?? Number.NaN),
      ]
    }),
}

async function reportOf({ hub }: BigHub, week: string, note: (text: string) => void): Promise<number> {
  const began = performance.now()
  await weeklyReport(hub, planId, week, { recompute: true })
  const seconds = (performance.now() - began) / 1_000
  note(`${week} in ${Math.round(seconds * 1_000)} ms`)
  return seconds
}
