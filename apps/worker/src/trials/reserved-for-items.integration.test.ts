import { readSides } from '@throughline/hub'
import type { Simulator } from '@throughline/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectBulkTools, startBulkTools } from './bulk-tools.ts'
import { type HubUnderTest, hubUnderTest, syncToEnd } from './hub-under-test.ts'

/** Requests of a window of which the hub’s part is half, and fewer than the pull requests whose reviews are asked for. */
const requests = 400

describe('reviews that would take more requests than the hub’s part of the quota', () => {
  let simulator: Simulator
  let under: HubUnderTest

  beforeAll(async () => {
    const bulk = { jiraIssues: 1, githubIssues: 1, pulls: requests }
    simulator = await startBulkTools(bulk, { limits: { github: { requests } } })
    under = await hubUnderTest({ redisUrl: null, works: true })
    await connectBulkTools(under.hub, simulator)
    expect((await syncToEnd(under.hub, 'github', 'full')).status).toBe('succeeded')
  })

  afterAll(async () => {
    await under.close()
    await simulator.close()
  })

  it('wait for the next window, and syncs go on meanwhile', async () => {
    const reading = readSides(under.hub, { connection: 'github', scope: 'bulk/load' }, new AbortController().signal)
    await expect(reading).rejects.toMatchObject({ code: 'github.quota_reserved' })
    expect((await syncToEnd(under.hub, 'github', 'incremental', 20_000)).status).toBe('succeeded')
    const used = simulator.control.requests('github').filter(({ status }) => status !== 304).length
    expect(used).toBeLessThan(requests / 2)
  })
})
