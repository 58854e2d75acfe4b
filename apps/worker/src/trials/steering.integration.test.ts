import {
  cancelSync,
  listJobs,
  putConnection,
  requireSync,
  retryJob,
  retrySync,
  startSync,
  sweep,
} from '@throughline/hub'
import { bulkData, type Simulator, startSimulator } from '@throughline/simulator'
import { startRedis, until } from '@throughline/testing'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endOfSync, type HubUnderTest, hubUnderTest, storedPages, storedState } from './hub-under-test.ts'

const redis = await startRedis()
afterAll(() => redis?.stop())

const issues = 1_000
const pages = 10

describe.each([
  { place: 'PostgreSQL', redisUrl: null, isThere: true },
  { place: 'Redis', redisUrl: redis?.url ?? null, isThere: redis !== null },
])('a sync under way, queues on $place', ({ place, redisUrl, isThere }) => {
  let simulator: Simulator
  let under: HubUnderTest

  beforeEach(async () => {
    await redis?.flush()
    const data = bulkData({ seed: 11, jiraIssues: issues, githubIssues: 60, pulls: 40 })
    // Slow enough to be met in the middle.
    simulator = await startSimulator({ data, latencyMs: 50 })
    under = await hubUnderTest({ redisUrl, works: true })
    const { jiraUrl, jiraAuth, githubUrl, githubAuth } = simulator
    await putConnection(under.hub, 'jira', {
      kind: 'jira',
      baseUrl: jiraUrl,
      auth: jiraAuth,
      scopes: ['BULK'],
    })
    await putConnection(under.hub, 'github', {
      kind: 'github',
      baseUrl: githubUrl,
      auth: githubAuth,
      scopes: ['bulk/load'],
    })
  })

  afterEach(async () => {
    await under.close()
    await simulator.close()
  })

  const scopeOf = async (id: string) => {
    const [scope] = (await requireSync(under.hub, id)).scopes
    if (scope === undefined) throw new Error(`Sync ${id} has no scope.`)
    return scope
  }
  /** Pages of walks; a census asks for keys alone. */
  const searches = () =>
    simulator.control
      .requests('jira')
      .filter(({ path, body }) => path.endsWith('/search/jql') && JSON.stringify(body).includes('"status"'))
  const pagesOf = (id: string) => storedPages(under.database, id)
  const pagesStored = (id: string, count: number) =>
    until(async () => (await pagesOf(id)) >= count, { what: `${count} pages are stored` })
  const idle = () =>
    until(async () => (await under.hub.jobs.counts())['sync.scope'].active === 0, { what: 'no walk is running' })

  it.skipIf(!isThere)(
    'stops soon when cancelled, keeps what it stored, and goes on after it when retried',
    async () => {
      const { id } = await startSync(under.hub, 'jira', { mode: 'full' })
      await pagesStored(id, 3)
      const cancelled = await cancelSync(under.hub, id)
      expect(cancelled).toMatchObject({
        status: 'failed',
        finishedAt: expect.any(Number),
        scopes: [{ error: { code: 'sync.cancelled' } }],
      })
      await idle()
      const stopped = await scopeOf(id)
      const pagesBefore = await pagesOf(id)
      expect(pagesBefore).toBeLessThan(pages)
      expect(await storedState(under.database)).toHaveLength(stopped.saved)

      simulator.control.clearRequests()
      await retrySync(under.hub, id)
      expect(await endOfSync(under.hub, id)).toMatchObject({ status: 'succeeded' })
      expect(searches()).toHaveLength(pages - pagesBefore)
      expect(await storedState(under.database)).toHaveLength(issues)
      expect(await pagesOf(id)).toBe(pages)
      expect(await scopeOf(id)).toMatchObject({ fetched: issues, saved: issues })
    },
  )

  it.skipIf(!isThere)('that failed goes on after its last stored page, by its sync or by its job', async () => {
    const broken = { match: { path: '/search/jql' }, skip: 4, status: 401, times: 1 }
    simulator.control.failNext(broken)
    const { id } = await startSync(under.hub, 'jira', { mode: 'full' })
    expect(await endOfSync(under.hub, id)).toMatchObject({ status: 'failed' })
    expect(await scopeOf(id)).toMatchObject({ error: { code: expect.stringMatching(/^jira\./) } })
    expect(await pagesOf(id)).toBe(4)

    simulator.control.clearRequests()
    simulator.control.failNext({ ...broken, skip: 2 })
    await retrySync(under.hub, id)
    expect(await endOfSync(under.hub, id)).toMatchObject({ status: 'failed' })
    expect(await pagesOf(id)).toBe(6)
    expect(searches()).toHaveLength(3)

    simulator.control.clearRequests()
    const [job] = await until(
      async () => {
        const failed = await listJobs(under.hub, 'failed', 10)
        return failed.length === 2 ? failed : null
      },
      { what: 'both failed jobs are listed' },
    )
    await retryJob(under.hub, job?.id ?? '')
    expect(await endOfSync(under.hub, id)).toMatchObject({ status: 'succeeded' })
    expect(searches()).toHaveLength(pages - 6)
    expect(await scopeOf(id)).toMatchObject({ fetched: issues, error: null })
  })

  it.skipIf(!isThere)('waits out a quota as a delayed job, neither failing nor asking again meanwhile', async () => {
    simulator.control.limitGithubSecondary(600)
    const { id } = await startSync(under.hub, 'github', { mode: 'full' })
    const queue = under.hub.jobs.backend.queue('sync.scope', {})
    const delayed = await until(async () => (await queue.getDelayed())[0], { what: 'the walk is delayed' })
    expect(delayed.delay).toBeGreaterThan(590_000)
    expect(await requireSync(under.hub, id)).toMatchObject({ status: 'running', finishedAt: null })
    const asked = simulator.control.requests('github').length
    await sweep(under.hub)
    await until(async () => (await under.hub.jobs.counts()).sweep.active === 0, { what: 'no sweep is running' })
    expect((await queue.getJobCounts('waiting', 'active')).waiting).toBe(0)
    expect(simulator.control.requests('github')).toHaveLength(asked)
    // Time passes.
    await under.database.pool.query('update quota_window set paused_until = now(), reset_at = now()')
    await delayed.promote()
    expect(await endOfSync(under.hub, id)).toMatchObject({ status: 'succeeded' })
    expect(await scopeOf(id)).toMatchObject({ fetched: 100, error: null })
    expect(await queue.getFailedCount()).toBe(0)
    await queue.close()
  })

  it.skipIf(!isThere)('that waits for a quota goes on at once when it is cancelled and retried', async () => {
    const { id } = await waitingForQuota()
    await cancelSync(under.hub, id)
    await under.database.pool.query('delete from quota_window')
    await retrySync(under.hub, id)
    expect(await endOfSync(under.hub, id, 20_000)).toMatchObject({ status: 'succeeded' })
  })

  it.skipIf(!isThere)('that waits for a quota goes on at once with the credentials of another account', async () => {
    const { id } = await waitingForQuota()
    const input = { kind: 'github', baseUrl: simulator.githubUrl, scopes: ['bulk/load'] } as const
    // Stored again as it is, the connection still has to wait.
    await putConnection(under.hub, 'github', { ...input, auth: simulator.githubAuth })
    await idle()
    expect((await scopeOf(id)).trouble).toMatchObject({ code: 'github.rate_limited' })
    simulator.control.setToken('github', 'another')
    await putConnection(under.hub, 'github', { ...input, auth: { type: 'token', token: 'another' } })
    expect(await endOfSync(under.hub, id, 20_000)).toMatchObject({ status: 'succeeded' })
  })

  async function waitingForQuota() {
    simulator.control.limitGithubSecondary(3_000)
    const sync = await startSync(under.hub, 'github', { mode: 'full' })
    const isDelayed = async () => (await under.hub.jobs.counts())['sync.scope'].delayed === 1
    await until(isDelayed, { what: 'the walk is delayed' })
    return sync
  }

  it.skipIf(!isThere)('goes on when another sync of the same connection runs beside it', async () => {
    const first = await startSync(under.hub, 'jira', { mode: 'full' })
    const second = await startSync(under.hub, 'jira', { mode: 'full' })
    const ends = await Promise.all([endOfSync(under.hub, first.id), endOfSync(under.hub, second.id)])
    expect(ends.map((sync) => sync.status)).toEqual(['succeeded', 'succeeded'])
    expect(ends.map((sync) => sync.scopes[0]?.fetched)).toEqual([issues, issues])
    expect(ends.map((sync) => sync.scopes[0]?.saved ?? 0).reduce((sum, each) => sum + each, 0)).toBe(issues)
  })

  if (place !== 'Redis') return
  it.skipIf(!isThere)(
    'is brought to its end by the timetable, which comes back, after Redis lost everything',
    async () => {
      const waiting = await startSync(under.hub, 'github', { mode: 'full' })
      const { id } = await startSync(under.hub, 'jira', { mode: 'full' })
      await pagesStored(id, 2)
      await redis?.flush()
      await until(
        async () => {
          const syncs = await Promise.all([requireSync(under.hub, id), requireSync(under.hub, waiting.id)])
          return syncs.every((sync) => sync.finishedAt !== null)
        },
        { what: 'both syncs have ended', timeoutMs: 20_000, everyMs: 500 },
      )
      for (const sync of [id, waiting.id]) expect((await requireSync(under.hub, sync)).status).toBe('succeeded')
      expect(await storedState(under.database)).toHaveLength(issues + 100)
    },
  )
})
