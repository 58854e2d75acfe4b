import { startSync } from '@throughline/hub'
import type { Simulator } from '@throughline/simulator'
import { until } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectBulkTools, startBulkTools } from './bulk-tools.ts'
import { endOfSync, type HubUnderTest, hubUnderTest, storedState, syncToEnd } from './hub-under-test.ts'
import { startWorkerProcess } from './worker-process.ts'

/**
 * Where a worker is killed. A table that the test holds locked stops it in the middle of the transaction that wants it;
 * a path tells of the phase that asks for it, and the answer is still on its way then.
 */
const points: readonly { readonly phase: string; readonly locked?: string; readonly path?: string }[] = [
  { phase: 'walk', locked: 'staged_item' },
  { phase: 'merge', locked: 'census_entry' },
  { phase: 'census', path: '/search/approximate-count' },
  { phase: 'comparison', locked: 'wanted_item' },
  { phase: 'mend', path: '/issue/bulkfetch' },
  { phase: 'relate', locked: 'item_reference' },
]

describe('a worker killed in a full refresh', { timeout: 180_000 }, () => {
  let simulator: Simulator
  let under: HubUnderTest

  beforeAll(async () => {
    simulator = await startBulkTools({ jiraIssues: 400, githubIssues: 60, pulls: 40 }, { latencyMs: 25 })
    under = await hubUnderTest({ redisUrl: null, works: false })
    await connectBulkTools(under.hub, simulator)
    const worker = await startWorkerProcess(under, null)
    for (const kind of ['jira', 'github']) expect((await syncToEnd(under.hub, kind, 'full')).status).toBe('succeeded')
    await worker.kill()
  })

  afterAll(async () => {
    await under.close()
    await simulator.close()
  })

  /** Holds a table until a worker waits for it, then kills that worker. */
  async function killAtLock(table: string): Promise<void> {
    const client = await under.database.pool.connect()
    try {
      await client.query(`begin; lock table ${table} in exclusive mode`)
      const worker = await startWorkerProcess(under, null)
      const waits = async () => {
        const sql = 'select from pg_locks where not granted and relation = $1::regclass'
        return ((await under.database.pool.query(sql, [table])).rowCount ?? 0) > 0
      }
      await until(waits, { what: `a worker waits for ${table}`, timeoutMs: 30_000 })
      await worker.kill('SIGKILL')
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  async function killAtRequest(path: string): Promise<void> {
    const worker = await startWorkerProcess(under, null)
    const isAsked = () => simulator.control.requests('jira').some((request) => request.path.endsWith(path))
    await until(isAsked, { what: `${path} is asked for`, timeoutMs: 30_000, everyMs: 2 })
    await worker.kill('SIGKILL')
  }

  it.each(points)('during $phase loses and doubles nothing', async ({ phase, locked, path }) => {
    const { control } = simulator
    const round = points.findIndex((point) => point.phase === phase) + 1
    // Seen by the walk; found by the census alone; gone.
    control.patchJiraIssue(`BULK-${10 + round}`, { summary: `Killed during ${phase}`, parent: { key: 'BULK-1' } })
    const issue = control.jiraIssue(`BULK-${20 + round}`)
    if (issue === null) throw new Error(`The tool holds no issue ${20 + round}.`)
    control.upsertJiraIssue({ ...issue, fields: { ...issue.fields, labels: [`${phase}-unseen`] } }, { touch: false })
    control.deleteJiraIssue(`BULK-${400 - round}`)
    control.clearRequests()
    const { id } = await startSync(under.hub, 'jira', { mode: 'full' })
    await (locked === undefined ? killAtRequest(path ?? '') : killAtLock(locked))
    expect((await under.database.pool.query('select from sync where finished_at is null')).rowCount).toBe(1)

    const worker = await startWorkerProcess(under, null)
    expect(await endOfSync(under.hub, id)).toMatchObject({
      status: 'succeeded',
      scopes: [{ removed: 1, entries: 400 - round, matched: 400 - round, added: 0 }],
    })
    await worker.kill()
  })

  it('and in every other phase leaves what an undisturbed run stores', async () => {
    const undisturbed = await hubUnderTest({ redisUrl: null, works: true })
    try {
      await connectBulkTools(undisturbed.hub, simulator)
      await Promise.all(['jira', 'github'].map((kind) => syncToEnd(undisturbed.hub, kind, 'full')))
      const held = await storedState(under.database)
      expect(held.filter((item) => item.tombstone_kind !== null)).toHaveLength(points.length)
      const alive = held.filter((item) => item.tombstone_kind === null)
      const gone = new Set(held.filter((item) => item.tombstone_kind !== null).map((item) => `jira ${item.key}`))
      const expected = await storedState(undisturbed.database)
      expect(expected).toHaveLength(500 - points.length)
      // A fresh hub never knew what is gone, so nothing refers to it there.
      const known = (item: (typeof held)[number]) => {
        const references = item.references?.filter((each) => !gone.has(each)) ?? []
        return { ...item, references }
      }
      expect(alive.map(known)).toEqual(expected.map(known))
    } finally {
      await undisturbed.close()
    }
  })
})
