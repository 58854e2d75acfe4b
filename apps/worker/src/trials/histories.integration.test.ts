import { fc } from '@fast-check/vitest'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectTruth } from './histories-check.ts'
import { play, type Stage, setStage } from './histories-play.ts'
import { histories } from './histories-steps.ts'

/**
 * How many histories are played: 1,000 where `CI` is `true`, else 60; `HISTORIES` says otherwise. A failure prints the seed
 * and the path; `HISTORIES_SEED` and `HISTORIES_PATH` play it again.
 */
const { CI, HISTORIES, HISTORIES_SEED, HISTORIES_PATH } = process.env
const count = Number(HISTORIES ?? (CI === 'true' ? 1_000 : 60))

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

it(`${count} random histories end in what the tools show, nothing lost and nothing invented`, async () => {
  const property = fc.asyncProperty(histories, (history) => play(stage, history, (world) => expectTruth(stage, world)))
  const again = {
    ...(HISTORIES_SEED === undefined ? {} : { seed: Number(HISTORIES_SEED) }),
    ...(HISTORIES_PATH === undefined ? {} : { path: HISTORIES_PATH, endOnFailure: true }),
  }
  const outcome = await fc.check(property, { numRuns: count, ...again })
  if (outcome.failed) expect.fail(await fc.asyncDefaultReportMessage(outcome))
}, 900_000)
