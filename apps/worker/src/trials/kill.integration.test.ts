import { hash } from 'node:crypto'
import { startSync } from '@throughline/hub'
import type { Simulator } from '@throughline/simulator'
import { startRedis, type TestProcess, until } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectBulkTools, startBulkTools } from './bulk-tools.ts'
import { endOfSync, type HubUnderTest, hubUnderTest, storedState, syncToEnd } from './hub-under-test.ts'
import { startWorkerProcess } from './worker-process.ts'

/** Fifty in all where nobody waits for it; the same seed kills at the same points. */
const kills = process.env.CI === 'true' ? 25 : 3
const seed = process.env.THROUGHLINE_KILL_SEED ?? '1'
/** The most requests that a worker lives for: about half of what one sync of both tools takes. */
const requestsMax = 25

const redis = await startRedis()
afterAll(() => redis?.stop())

describe.each([
  { place: 'PostgreSQL', redisUrl: null, isThere: true },
  { place: 'Redis', redisUrl: redis?.url ?? null, isThere: redis !== null },
])('a worker killed again and again, queues on $place', ({ place, redisUrl, isThere }) => {
  let simulator: Simulator
  let under: HubUnderTest
  let worker: TestProcess | null = null

  beforeAll(async () => {
    // Slow enough that each kill falls into a sync.
    simulator = await startBulkTools(
      { jiraIssues: 1_000, githubIssues: 500, pulls: 500 },
      { latencyMs: 15, limits: { github: { requests: 1_000_000 } } },
    )
    under = await hubUnderTest({ redisUrl, works: false })
    await connectBulkTools(under.hub, simulator)
  })

  afterAll(async () => {
    await worker?.kill()
    await under.close()
    await simulator.close()
  })

  const isAtWork = async () => {
    const { rowCount } = await under.database.pool.query('select from sync where finished_at is null')
    return (rowCount ?? 0) > 0
  }

  it.skipIf(!isThere)(
    'ends in the state of an undisturbed run, first syncs and full refreshes alike',
    async () => {
      let syncs: readonly { readonly id: string }[] = []
      let killedAtWork = 0
      for (let kill = 1; kill <= kills; kill += 1) {
        if (!(await isAtWork())) {
          change(simulator, kill)
          syncs = await Promise.all(['jira', 'github'].map((kind) => startSync(under.hub, kind, { mode: 'full' })))
        }
        simulator.control.clearRequests()
        worker = await startWorkerProcess(under, redisUrl)
        const lives = 1 + (Number.parseInt(hash('sha1', `${seed} ${place} ${kill}`).slice(0, 8), 16) % requestsMax)
        const isDue = async () => simulator.control.requests().length >= lives || !(await isAtWork())
        await until(isDue, { timeoutMs: 60_000, everyMs: 5, what: `worker ${kill} has asked ${lives} times` })
        await worker.kill('SIGKILL')
        if (await isAtWork()) killedAtWork += 1
      }
      expect(killedAtWork).toBeGreaterThan(kills / 2)
      worker = await startWorkerProcess(under, redisUrl)
      for (const sync of syncs) {
        const ended = await endOfSync(under.hub, sync.id)
        expect(ended, `seed ${seed}`).toMatchObject({ status: 'succeeded' })
      }
      await worker.kill('SIGKILL')

      const undisturbed = await hubUnderTest({ redisUrl: null, works: true })
      try {
        await connectBulkTools(undisturbed.hub, simulator)
        await Promise.all([syncToEnd(undisturbed.hub, 'jira', 'full'), syncToEnd(undisturbed.hub, 'github', 'full')])
        const expected = await storedState(undisturbed.database)
        expect(expected).toHaveLength(2_000)
        expect(await storedState(under.database), `seed ${seed}`).toEqual(expected)
      } finally {
        await undisturbed.close()
      }
    },
    900_000,
  )
})

/** Something for a refresh to find, some of it without a word in any feed. */
function change({ control }: Simulator, round: number): void {
  control.patchJiraIssue(`BULK-${round}`, { summary: `Round ${round}` })
  const issue = control.githubIssue('bulk/load', round)
  if (issue === null) throw new Error(`The tool holds no issue ${round}.`)
  control.upsertGithubIssue('bulk/load', { ...issue, title: `Round ${round}` }, { touch: false })
}
