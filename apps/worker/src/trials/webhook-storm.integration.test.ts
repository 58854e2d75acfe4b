import { startApi } from '@throughline/api'
import { findMissed, putConnection, registerWebhook, sweep } from '@throughline/hub'
import type { Simulator } from '@throughline/simulator'
import { until } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBulkTools } from './bulk-tools.ts'
import { type HubUnderTest, hubUnderTest, storedState, syncToEnd } from './hub-under-test.ts'
import { changeBoth, deliver, shuffledWithRepeats } from './webhook-storm.ts'

/** Less where a person waits for it. */
const sent = process.env.CI === 'true' ? 5_000 : 1_500
/** What is read beside items, and the look for missed deliveries, have minutes of their own, which may fall into the trial. */
const isAboutItems = ({ path }: { readonly path: string }) =>
  !/\/(?:releases|milestones|deployments|reviews|versions|hooks)\b/.test(path)

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
/** What a tool would notice is 10 s; this machine runs tools, API and worker in one process. */
const patienceMs = 500

describe('a storm of webhooks', { timeout: 180_000 }, () => {
  let simulator: Simulator
  let under: HubUnderTest
  let api: Awaited<ReturnType<typeof startApi>>

  beforeAll(async () => {
    simulator = await startBulkTools(
      { jiraIssues: 300, githubIssues: 260, pulls: 40 },
      { limits: { github: { requests: 1_000_000 } } },
    )
    under = await hubUnderTest({ redisUrl: null, works: true })
    api = await startApi({ host: '127.0.0.1', port: 0, hub: under.hub, adminToken: null, log: quiet })
    await connect(under)
    for (const kind of ['jira', 'github'] as const) {
      expect((await syncToEnd(under.hub, kind, 'full')).status).toBe('succeeded')
      const { signal } = new AbortController()
      const { hooks } = await registerWebhook(under.hub, kind, { publicUrl: api.url }, signal)
      expect(hooks).toEqual([expect.objectContaining({ steps: [] })])
      simulator.control.holdWebhooks(kind, true)
    }
    await simulator.control.webhooksSettled()
  })

  afterAll(async () => {
    await api.close()
    await under.close()
    await simulator.close()
  })

  async function connect({ hub }: HubUnderTest): Promise<void> {
    const { jiraUrl, jiraAuth, githubUrl, githubAuth } = simulator
    const webhookSecret = 'storm-secret-1'
    await putConnection(hub, 'jira', {
      kind: 'jira',
      baseUrl: jiraUrl,
      auth: jiraAuth,
      scopes: ['BULK'],
      webhookSecret,
    })
    const scopes = ['bulk/load']
    await putConnection(hub, 'github', { kind: 'github', baseUrl: githubUrl, auth: githubAuth, scopes, webhookSecret })
  }

  /** Nothing waits to be read, asked for or related. */
  const settled = () =>
    until(
      async () => {
        const { rows } = await under.database.pool.query<{ waits: boolean }>(
          `select exists (select from webhook_delivery where read_at is null) or exists (select from wanted_item)
             or exists (select from dirty_item) as waits`,
        )
        if (rows[0]?.waits === false) return true
        await sweep(under.hub)
        return false
      },
      { what: 'all deliveries are taken in', timeoutMs: 120_000, everyMs: 100 },
    )

  /** What a hub holds that never heard of a webhook. */
  async function truth(): ReturnType<typeof storedState> {
    const fresh = await hubUnderTest({ redisUrl: null, works: true })
    try {
      await connect(fresh)
      await Promise.all(['jira', 'github'].map((kind) => syncToEnd(fresh.hub, kind, 'full')))
      return await storedState(fresh.database)
    } finally {
      await fresh.close()
    }
  }

  const held = () => simulator.control.deliveries().filter(({ state }) => state === 'held')

  it('is answered at once, and ends in the truth whatever its order; sent again it changes nothing', async () => {
    for (let change = 0; held().length < sent * 0.8; change += 1) changeBoth(simulator.control, change)
    const storm = shuffledWithRepeats(held(), sent)
    expect(storm).toHaveLength(sent)
    const { statuses, took } = await deliver(storm, 4)
    expect(new Set(statuses)).toEqual(new Set([202]))
    const [median = 0, p95 = 0] = [0.5, 0.95].map((share) => took[Math.floor(took.length * share)])
    process.stdout.write(`${sent} deliveries: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms\n`)
    expect(p95).toBeLessThan(patienceMs)
    await settled()
    const expected = await truth()
    expect(expected).toHaveLength(600)
    expect(await storedState(under.database)).toEqual(expected)

    simulator.control.clearRequests()
    await deliver(storm.slice(0, 500), 4)
    await settled()
    expect(simulator.control.requests().filter(isAboutItems)).toEqual([])
    expect(await storedState(under.database)).toEqual(expected)
    for (const kind of ['jira', 'github'] as const) simulator.control.flushWebhooks(kind, { drop: sent })
  })

  it('that loses deliveries is made up for: by GitHub’s own list, by the next incremental sync of Jira', async () => {
    for (let change = 0; change < 40; change += 1) changeBoth(simulator.control, 100_000 + change)
    for (const kind of ['jira', 'github'] as const) simulator.control.flushWebhooks(kind, { drop: sent })
    expect(held()).toEqual([])
    const expected = await truth()
    expect(await storedState(under.database)).not.toEqual(expected)
    await findMissed(under.hub, 'github', new AbortController().signal)
    await settled()
    const ofGithub = (state: Awaited<ReturnType<typeof storedState>>) =>
      state.filter((item) => item.connection_id === 'github')
    expect(ofGithub(await storedState(under.database))).toEqual(ofGithub(expected))
    expect((await syncToEnd(under.hub, 'jira', 'incremental')).status).toBe('succeeded')
    expect(await storedState(under.database)).toEqual(expected)
  })
})
