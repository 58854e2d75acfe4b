import { randomBytes } from 'node:crypto'
import { publishWeeklyReport } from '@throughline/hub'
import type { Bench, Figure } from '../bench.ts'
import { startChild } from '../child.ts'
import { withBigHub } from '../hub/big-hub.ts'
import { planId } from '../link/big-plan.ts'
import { load, percentile, type Target } from './load.ts'

const week = '2026-W47'
const ratePerSecond = 200
const secondsEach = 15
const rounds = 2
const health = '/healthz'
const roadmap = `/api/v1/plans/${planId}/roadmap`
const paths = [
  ['GET roadmap', roadmap],
  ['a stored weekly report', `/api/v1/plans/${planId}/reports/weekly/${week}`],
] as const

/** Reads from the API at a fixed rate, beside the least that the same server answers. */
export const apiBench: Bench = {
  name: 'api',
  about: `reads at ${ratePerSecond} requests a second over 100,000 items and 500 deliverables, beside /healthz of the same server`,
  run: (note) =>
    withBigHub(note, async ({ hub, databaseUrl }) => {
      note('a report is published')
      await publishWeeklyReport(hub, planId, week)
      const token = randomBytes(16).toString('hex')
      const key = randomBytes(32).toString('base64')
      const api = startChild('./hub/api-process.ts', [databaseUrl, key, token])
      try {
        const target = { origin: await api.line(), token }
        return [...(await firstReads(target, note)), ...(await steadyReads(target, note))]
      } finally {
        await api.stop()
      }
    }),
}

/** What the first roadmap, which forecasts everything, costs those who ask for something else meanwhile. */
async function firstReads(target: Target, note: (text: string) => void): Promise<Figure[]> {
  const alone = await load(target, health, ratePerSecond, 5)
  const began = performance.now()
  let seconds = Number.NaN
  const asked = fetch(`${target.origin}${roadmap}`, { headers: { authorization: `Bearer ${target.token}` } })
    .then((answer) => answer.arrayBuffer())
    .then(() => {
      seconds = (performance.now() - began) / 1_000
    })
  const meanwhile: number[] = []
  while (Number.isNaN(seconds)) meanwhile.push(...(await load(target, health, ratePerSecond, 2)))
  await asked
  note(`the first roadmap in ${seconds.toFixed(1)} s`)
  return [
    figure('/healthz, p50, while a first roadmap loads and forecasts everything', meanwhile, alone, 50),
    figure('/healthz, p99, while a first roadmap loads and forecasts everything', meanwhile, alone, 99),
    { figure: 'that first roadmap, while they ask', value: seconds, unit: 's', floor: null, ratio: null },
  ]
}

async function steadyReads(target: Target, note: (text: string) => void): Promise<Figure[]> {
  const floor: number[] = []
  const times = new Map<string, number[]>(paths.map(([name]) => [name, []]))
  for (let round = 1; round <= rounds; round += 1) {
    floor.push(...(await load(target, health, ratePerSecond, secondsEach)))
    for (const [name, path] of paths) {
      const own = await load(target, path, ratePerSecond, secondsEach)
      times.get(name)?.push(...own)
      note(
        `${name}, round ${round}: p50 ${percentile(own, 50).toFixed(1)} ms, p99 ${percentile(own, 99).toFixed(1)} ms`,
      )
    }
  }
  return [...times].flatMap(([name, own]) => [
    figure(`${name}, p50`, own, floor, 50),
    figure(`${name}, p99`, own, floor, 99),
  ])
}

function figure(name: string, times: readonly number[], beside: readonly number[], share: number): Figure {
  const [value, floor] = [percentile(times, share), percentile(beside, share)]
  return { figure: name, value, unit: 'ms', floor, ratio: value / floor }
}
