import { fileURLToPath } from 'node:url'
import { putConnection, startSync } from '@throughline/hub'
import { bulkData, type Simulator, startSimulator } from '@throughline/simulator'
import { spawnProcess, startRedis, type TestProcess, until } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endOfSync, type HubUnderTest, hubUnderTest, storedState, syncToEnd } from './hub-under-test.ts'

const kills = 5
const redis = await startRedis()
afterAll(() => redis?.stop())

describe.each([
  { place: 'PostgreSQL', redisUrl: null, isThere: true },
  { place: 'Redis', redisUrl: redis?.url ?? null, isThere: redis !== null },
])('a worker killed in mid-sync, queues on $place', ({ redisUrl, isThere }) => {
  let simulator: Simulator
  let under: HubUnderTest
  let worker: TestProcess | null = null

  beforeAll(async () => {
    const data = bulkData({ seed: 7, jiraIssues: 3_000, githubIssues: 1_500, pulls: 1_500 })
    // Slow enough that five kills fall into one sync.
    simulator = await startSimulator({ data, latencyMs: 40 })
    under = await hubUnderTest({ redisUrl, works: false })
    await connect(under, simulator)
  })

  afterAll(async () => {
    await worker?.kill()
    await under.close()
    await simulator.close()
  })

  it.skipIf(!isThere)(
    'ends in the state of an undisturbed run',
    async () => {
      const syncs = [
        await startSync(under.hub, 'jira', { mode: 'full' }),
        await startSync(under.hub, 'github', { mode: 'full' }),
      ]
      let pagesBefore = 0
      for (let kill = 1; kill <= kills; kill += 1) {
        worker = await startWorkerProcess(under, redisUrl)
        // Each worker gets some pages further, then the power is cut.
        pagesBefore = await until(
          async () => {
            const pages = await pagesStored(under)
            return pages >= pagesBefore + 4 ? pages : null
          },
          { timeoutMs: 60_000, what: `worker ${kill} has stored four pages more` },
        )
        await worker.kill('SIGKILL')
      }
      const unfinished = await under.database.pool.query(`select from sync where finished_at is null`)
      expect(unfinished.rowCount).toBeGreaterThan(0)
      worker = await startWorkerProcess(under, redisUrl)
      for (const sync of syncs) expect((await endOfSync(under.hub, sync.id)).status).toBe('succeeded')
      await worker.kill('SIGKILL')

      const undisturbed = await hubUnderTest({ redisUrl: null, works: true })
      try {
        await connect(undisturbed, simulator)
        await Promise.all([syncToEnd(undisturbed.hub, 'jira', 'full'), syncToEnd(undisturbed.hub, 'github', 'full')])
        const expected = await storedState(undisturbed.database)
        expect(expected).toHaveLength(6_000)
        expect(await storedState(under.database)).toEqual(expected)
      } finally {
        await undisturbed.close()
      }
    },
    240_000,
  )
})

function startWorkerProcess(under: HubUnderTest, redisUrl: string | null): Promise<TestProcess> {
  return spawnProcess(fileURLToPath(new URL('../main.ts', import.meta.url)), {
    env: {
      DATABASE_URL: under.database.url,
      ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
      THROUGHLINE_SECRET_KEY: under.secretKey,
      THROUGHLINE_ALLOW_PRIVATE_HOSTS: 'true',
      THROUGHLINE_JOB_LOCK_MS: '1000',
      LOG_LEVEL: 'info',
    },
    ready: /Worker is working/,
  })
}

async function pagesStored(under: HubUnderTest): Promise<number> {
  const { rows } = await under.database.pool.query<{ pages: number }>('select sum(pages)::int as pages from sync_range')
  return rows[0]?.pages ?? 0
}

async function connect(under: HubUnderTest, simulator: Simulator): Promise<void> {
  await putConnection(under.hub, 'jira', {
    kind: 'jira',
    baseUrl: simulator.jiraUrl,
    auth: simulator.jiraAuth,
    scopes: ['BULK'],
  })
  await putConnection(under.hub, 'github', {
    kind: 'github',
    baseUrl: simulator.githubUrl,
    auth: simulator.githubAuth,
    scopes: ['bulk/load'],
  })
}
