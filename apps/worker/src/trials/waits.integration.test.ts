import { readQuotaWindows, requireSync, runScope, startSync } from '@throughline/hub'
import { outcomeOf } from '@throughline/jobs'
import type { Fault, Simulator, Tool } from '@throughline/simulator'
import { settableClock } from '@throughline/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectBulkTools, startBulkTools } from './bulk-tools.ts'
import { type HubUnderTest, hubUnderTest } from './hub-under-test.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const scopes: Readonly<Record<Tool, string>> = { jira: 'BULK', github: 'bulk/load' }
const secondary = {
  documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
}

describe('a scope whose tool answers every time with', () => {
  const clock = settableClock('2026-03-02T08:00:00Z')
  let simulator: Simulator
  let under: HubUnderTest

  beforeEach(async () => {
    simulator = await startBulkTools({ jiraIssues: 5, githubIssues: 5, pulls: 5 }, { clock })
    // Waiting takes no time but the clock's.
    const sleep = async (ms: number) => clock.advance(ms)
    under = await hubUnderTest({ redisUrl: null, works: false, clock, http: { sleep } })
    await connectBulkTools(under.hub, simulator)
  })

  afterEach(async () => {
    await under.close()
    await simulator.close()
  })

  /** Runs the jobs of a sync as they fall due, `runsMax` at most; answers how long each had to wait for the next. */
  async function waitsOf(tool: Tool, fault: Fault, runsMax = 100): Promise<readonly number[]> {
    simulator.control.failNext({ match: { tool }, times: 100_000, ...fault })
    const { id } = await startSync(under.hub, tool, { mode: 'full' })
    const waits: number[] = []
    while (waits.length < runsMax) {
      const run = { signal: new AbortController().signal, lastAttempt: false }
      const error: unknown = await runScope(under.hub, { sync: id, scope: scopes[tool] }, run).catch((met) => met)
      const outcome = outcomeOf(error)
      const [scope] = (await requireSync(under.hub, id)).scopes
      if (outcome.kind !== 'delay') {
        expect(scope).toMatchObject({ status: 'failed', error: { code: `${tool}.rate_limited` } })
        break
      }
      expect(scope).toMatchObject({ status: 'running', trouble: { code: `${tool}.rate_limited` } })
      waits.push(outcome.ms)
      clock.advance(outcome.ms)
    }
    return waits
  }

  it('429 and no word for how long fails after about ten minutes, like any other failure', async () => {
    const began = clock()
    const waits = await waitsOf('jira', { status: 429 })
    expect(Math.max(...waits)).toBeLessThanOrEqual(minuteMs)
    expect(clock() - began).toBeGreaterThan(10 * minuteMs)
    expect(clock() - began).toBeLessThan(13 * minuteMs)
  })

  it('GitHub’s secondary limit and no word for how long waits a minute, twice as long each time, then fails', async () => {
    expect(await waitsOf('github', { status: 403, body: secondary })).toEqual(
      [1, 2, 4, 8].map((each) => each * minuteMs),
    )
  })

  it('GitHub’s secondary limit tells the other workers of the connection', async () => {
    await waitsOf('github', { status: 403, body: secondary, times: 1 }, 1)
    const windows = await readQuotaWindows(under.hub.database.pool, 'github')
    expect(windows).toContainEqual(expect.objectContaining({ resource: '*', pausedUntil: clock() }))
  })

  it('a limit that names its end goes on for as long as the tool says so', async () => {
    const waits = await waitsOf('jira', { status: 429, headers: { 'retry-after': '120' } }, 20)
    expect(waits).toEqual(Array(20).fill(2 * minuteMs))
  })

  it('what passes shows when it is tried again', async () => {
    simulator.control.failNext({ match: { tool: 'jira' }, times: 100_000, status: 500 })
    const { id } = await startSync(under.hub, 'jira', { mode: 'full' })
    for (let failures = 1; failures <= 12; failures += 1) {
      const run = { signal: new AbortController().signal, lastAttempt: false }
      const outcome = outcomeOf(await runScope(under.hub, { sync: id, scope: 'BULK' }, run).catch((met) => met))
      const dueAt = outcome.kind === 'delay' ? clock() + outcome.ms : null
      expect((await requireSync(under.hub, id)).scopes[0]?.trouble).toMatchObject({ failures, retryAt: dueAt })
      clock.set(dueAt ?? clock())
    }
  })

  it('answers that take longer than a job may fails after ten minutes', async () => {
    const { id } = await startSync(under.hub, 'jira', { mode: 'full' })
    const scope = async () => (await requireSync(under.hub, id)).scopes[0]
    for (let runs = 0; runs < 3; runs += 1) {
      expect(await scope()).toMatchObject({ error: null })
      clock.advance(5 * minuteMs)
      const run = { signal: AbortSignal.abort(new DOMException('Time is up.', 'TimeoutError')), lastAttempt: false }
      await expect(runScope(under.hub, { sync: id, scope: 'BULK' }, run)).rejects.toThrow('took longer')
    }
    expect(await scope()).toMatchObject({ status: 'failed', error: { code: 'sync.took_too_long' } })
  })

  it.each(['31536000', '9'.repeat(30)])('a wait of %s s is asked again after a day', async (seconds) => {
    const [wait] = await waitsOf('github', { status: 429, headers: { 'retry-after': seconds } }, 1)
    expect(wait).toBe(dayMs)
  })
})
