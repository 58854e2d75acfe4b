import { fc } from '@fast-check/vitest'
import type { Tool } from '@throughline/simulator'
import { expectTruth } from './histories-check.ts'
import { play, setStage } from './histories-play.ts'
import { histories } from './histories-steps.ts'

/**
 * How many histories are played in all: 1,000 where `CI` is `true`, else 60; `HISTORIES` says otherwise. A failure prints
 * the seed and the path; `HISTORIES_SEED` and `HISTORIES_PATH` play it again.
 */
const { CI, HISTORIES, HISTORIES_SEED, HISTORIES_PATH } = process.env
const count = Number(HISTORIES ?? (CI === 'true' ? 1_000 : 60))

/** How long a history that fails is made smaller. */
const shrinkingMs = 90_000

/** Plays a part of the histories on these tools, each of which has to end in what the tools show. */
export async function expectHistories(tools: readonly Tool[], part: number): Promise<void> {
  const stage = await setStage()
  let failedAt: number | null = null
  const property = fc.asyncProperty(histories(tools), async (history) => {
    // What passes is not the smaller failure that is looked for.
    if (failedAt !== null && performance.now() - failedAt > shrinkingMs) return
    try {
      await play(stage, history, (world) => expectTruth(stage, world))
    } catch (error) {
      failedAt ??= performance.now()
      throw error
    }
  })
  const again = {
    ...(HISTORIES_SEED === undefined ? {} : { seed: Number(HISTORIES_SEED) }),
    ...(HISTORIES_PATH === undefined ? {} : { path: HISTORIES_PATH, endOnFailure: true }),
  }
  try {
    const outcome = await fc.check(property, { numRuns: Math.ceil(count * part), ...again })
    if (outcome.failed) {
      // The cause shows how the two hubs, or hub and tools, differ.
      throw new Error(await fc.asyncDefaultReportMessage(outcome), { cause: outcome.errorInstance })
    }
  } finally {
    await stage.close()
  }
}
