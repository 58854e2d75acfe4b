import { requireSync, runScope, startSync } from '@throughline/hub'
import type { Simulator } from '@throughline/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker } from '../start-worker.ts'
import { connectBulkTools, startBulkTools } from './bulk-tools.ts'
import { endOfSync, hubUnderTest, storedState, syncToEnd } from './hub-under-test.ts'

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** Two large scopes take their time; where a person waits for it, one is enough. */
const kinds = process.env.CI === 'true' ? ['jira', 'github'] : ['jira']

describe('two workers', { timeout: 120_000 }, () => {
  let simulator: Simulator

  beforeAll(async () => {
    // More than one range of each list.
    simulator = await startBulkTools(
      { jiraIssues: 5_600, githubIssues: 3_000, pulls: 2_600 },
      { limits: { github: { requests: 1_000_000 } } },
    )
  })

  afterAll(() => simulator.close())

  it('that go on with the same scope at the same time store every page once', async () => {
    const small = await startBulkTools({ jiraIssues: 900, githubIssues: 10 })
    const under = await hubUnderTest({ redisUrl: null, works: false })
    try {
      await connectBulkTools(under.hub, small)
      const { id } = await startSync(under.hub, 'jira', { mode: 'full' })
      const run = { signal: new AbortController().signal, lastAttempt: false }
      await Promise.all([1, 2, 3].map(() => runScope(under.hub, { sync: id, scope: 'BULK' }, run)))
      const [scope] = (await requireSync(under.hub, id)).scopes
      expect(scope).toMatchObject({ phase: 'relate', fetched: 900, saved: 900, added: 900, entries: 900, matched: 900 })
    } finally {
      await under.close()
      await small.close()
    }
  })

  it('share the ranges of a large scope, and end where one worker ends', async () => {
    const alone = await hubUnderTest({ redisUrl: null, works: true })
    const shared = await hubUnderTest({ redisUrl: null, works: true })
    const { hub } = shared
    const second = await startWorker({ hub, log: quiet, lockMs: 30_000 })
    try {
      for (const { hub: each } of [alone, shared]) await connectBulkTools(each, simulator)
      const syncs = await Promise.all(kinds.map((kind) => startSync(hub, kind, { mode: 'full' })))
      for (const { id } of syncs) {
        expect(await endOfSync(hub, id)).toMatchObject({
          status: 'succeeded',
          scopes: [{ saved: 5_600, matched: 5_600 }],
        })
        const { rows } = await shared.database.pool.query('select from sync_range where sync_id = $1', [id])
        expect(rows.length).toBeGreaterThan(2)
      }
      for (const kind of kinds) {
        expect((await syncToEnd(alone.hub, kind, 'full')).status).toBe('succeeded')
      }
      expect(await storedState(shared.database)).toEqual(await storedState(alone.database))
    } finally {
      await second.close()
      await shared.close()
      await alone.close()
    }
  })
})
