import { setImmediate } from 'node:timers/promises'
import type { InSteps } from '@throughline/plan'

/** How long work goes on before requests that came meanwhile are looked at, in ms. */
const TURN_MS = 5

/** Runs long work in turns, between which the process does whatever else waits. Throws what the work throws. */
export async function givingWay<Result>(work: InSteps<Result>): Promise<Result> {
  let began = performance.now()
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    if (performance.now() - began < TURN_MS) continue
    await setImmediate()
    began = performance.now()
  }
}
