import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hub, openHub, startSync } from '@throughline/hub'
import { createVault, startEmbeddedPostgres } from '@throughline/platform'
import type { Simulator } from '@throughline/simulator'
import { startRedis, until } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker } from '../start-worker.ts'
import { connectBulkTools, startBulkTools } from './bulk-tools.ts'
import { endOfSync, hubUnderTest, type StoredItem, storedPages, storedState, syncToEnd } from './hub-under-test.ts'

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** A hub's database as the functions that look into one take it. */
const databaseOf = ({ database: { pool } }: Hub) => ({ url: '', pool, drop: () => Promise.resolve() })

describe('a sync under way', { timeout: 180_000 }, () => {
  let simulator: Simulator
  let expected: readonly StoredItem[]

  beforeAll(async () => {
    // Slow enough to be met in the middle.
    simulator = await startBulkTools({ jiraIssues: 1_500, githubIssues: 600, pulls: 300 }, { latencyMs: 40 })
    const undisturbed = await hubUnderTest({ redisUrl: null, works: true })
    await connectBulkTools(undisturbed.hub, simulator)
    const ends = await Promise.all(['jira', 'github'].map((kind) => syncToEnd(undisturbed.hub, kind, 'full')))
    expect(ends.map(({ status }) => status)).toEqual(['succeeded', 'succeeded'])
    expected = await storedState(databaseOf(undisturbed.hub))
    expect(expected).toHaveLength(2_400)
    await undisturbed.close()
  })

  afterAll(() => simulator.close())

  it('goes on after PostgreSQL was restarted twice', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'throughline-restart-'))
    const settings = { fsync: 'off', full_page_writes: 'off' }
    const start = () => startEmbeddedPostgres({ dataDir, log, settings })
    let server = await start()
    const { hub, close } = await openHub({
      databaseUrl: server.url,
      redisUrl: null,
      vault: createVault(randomBytes(32)),
      clock: Date.now,
      log,
      allowPrivateHosts: true,
      syncEveryMinutes: 24 * 60,
      weeklyReportAt: '0 6 * * 1',
    })
    const worker = await startWorker({ hub, log, lockMs: 1_000, timetableCheckMs: 500 })
    const { url } = server
    try {
      await connectBulkTools(hub, simulator)
      const syncs = await Promise.all(['jira', 'github'].map((kind) => startSync(hub, kind, { mode: 'full' })))
      const [jira] = syncs
      for (const pages of [3, 8]) {
        const isThere = async () => (await storedPages(databaseOf(hub), jira?.id ?? '')) >= pages
        await until(isThere, { what: `${pages} pages are stored`, timeoutMs: 60_000 })
        await server.stop()
        server = await start()
        expect(server.url).toBe(url)
      }
      for (const { id } of syncs) {
        // Until the pools have noticed that the server is back, looking fails as well.
        const hasEnded = async () => (await endOfSync(hub, id, 1_000)).status
        expect(await until(hasEnded, { what: 'the sync has ended', timeoutMs: 90_000 })).toBe('succeeded')
      }
      expect(await storedState(databaseOf(hub))).toEqual(expected)
    } finally {
      await worker.close()
      await close()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  })

  it('goes on after Redis was restarted, which forgot everything', async ({ skip }) => {
    const redis = await startRedis()
    if (redis === null) return skip('redis-server is not installed')
    const under = await hubUnderTest({ redisUrl: redis.url, works: true })
    try {
      await connectBulkTools(under.hub, simulator)
      const syncs = await Promise.all(['jira', 'github'].map((kind) => startSync(under.hub, kind, { mode: 'full' })))
      const [jira] = syncs
      const isThere = async () => (await storedPages(under.database, jira?.id ?? '')) >= 3
      await until(isThere, { what: 'three pages are stored' })
      await redis.restart()
      for (const { id } of syncs) expect((await endOfSync(under.hub, id)).status).toBe('succeeded')
      expect(await storedState(databaseOf(under.hub))).toEqual(expected)
    } finally {
      await under.close()
      await redis.stop()
    }
  })
})
