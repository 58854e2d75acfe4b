import { forecastPlan, outlookOf, planWork } from '@throughline/plan'
import type { Figure } from '../bench.ts'
import { madeUpPlan, NOW } from './made-up-plan.ts'
import { drawAlone, weeksDrawn } from './weeks-drawn.ts'

const rounds = 5

/**
 * The forecasts of a plan of so many deliverables beside the random numbers that they cannot do without. All in turn,
 * several times, and of each the fastest round.
 */
export function measureSpeed(deliverables: number, trials: number, note: (text: string) => void): Figure[] {
  const { plan, items, links } = madeUpPlan(deliverables)
  const work = planWork(plan, items, links)
  const forecasts = [...forecastPlan(work, NOW, { trials })]
  const own = forecasts.filter(([, { basis }]) => basis.isBorrowed === false)
  const borrowed = forecasts.filter(([, { basis }]) => basis.isBorrowed === true)
  const weeks = weeksDrawn(work, NOW, trials, new Set(own.map(([id]) => id)))
  note(
    `${own.length} forecasts from own weeks, ${borrowed.length} from borrowed ones; the former draw ${Math.round(weeks / 1e6)} million weeks`,
  )
  const times = Array.from({ length: rounds }, () => ({
    draws: timed(() => drawAlone(weeks)),
    forecasts: timed(() => forecastPlan(work, NOW, { trials })),
    outlook: timed(() => outlookOf({ plan, items, links, at: NOW })),
  }))
  const fastest = (of: (time: (typeof times)[number]) => number) => Math.min(...times.map(of))
  const [value, floor] = [fastest((time) => time.forecasts), fastest((time) => time.draws)]
  const what = `${deliverables} deliverables, ${trials.toLocaleString('en')} trials each`
  return [
    { figure: what, value, unit: 'ms of CPU', floor, ratio: value / floor },
    {
      figure: 'the same with calibration, as a first read has it',
      value: fastest((time) => time.outlook),
      unit: 'ms of CPU',
      floor: null,
      ratio: null,
    },
  ]
}

/** Milliseconds of processor time, which other work on the machine lengthens less than time on the clock. */
function timed(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
