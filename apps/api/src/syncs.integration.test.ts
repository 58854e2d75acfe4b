import { bulkData, type Simulator, startSimulator } from '@throughline/simulator'
import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NOW, openTestApi, type TestApi } from './testing/open-test-api.ts'

const scopes = ['bulk/load']

let database: TestDatabase
let tools: Simulator
let api: TestApi

beforeAll(async () => {
  database = await createTestDatabase()
  const data = bulkData({ seed: 5, jiraIssues: 1, githubIssues: 8, pulls: 4, until: NOW })
  tools = await startSimulator({ data, clock: () => NOW })
  api = await openTestApi(database.url)
  const body = { kind: 'github', baseUrl: tools.githubUrl, auth: tools.githubAuth, scopes }
  expect((await api.ask('PUT', '/connections/github', { body })).status).toBe(200)
})

afterAll(async () => {
  await api?.close()
  await tools?.close()
  await database?.drop()
})

async function begin(): Promise<string> {
  return (await api.ask('POST', '/connections/github/syncs', { body: { mode: 'full' } })).json.id
}

it('a sync that nobody has taken up knows neither rate nor end', async () => {
  const id = await begin()
  const { json } = await api.ask('GET', `/syncs/${id}`)
  expect(json.scopes[0]).toMatchObject({
    status: 'queued',
    phase: 'begin',
    ratePerSecond: null,
    secondsLeft: null,
    coverage: null,
    waiting: null,
    startedAt: null,
  })
  await api.ask('POST', `/syncs/${id}/cancel`)
})

it('a scope shows what it waits for and until when, in its events too', async () => {
  const id = await begin()
  tools.control.failNext({ match: { tool: 'github' }, status: 429, headers: { 'retry-after': '90' }, times: 9 })
  await expect(api.work(id, scopes)).rejects.toMatchObject({ code: 'github.rate_limited' })
  tools.control.clearFaults()
  const { json } = await api.ask('GET', `/syncs/${id}`)
  expect(json).toMatchObject({
    status: 'running',
    scopes: [
      {
        status: 'running',
        waiting: { code: 'github.rate_limited', message: expect.stringContaining('GitHub'), failures: 0 },
        error: null,
        startedAt: '2026-11-23T10:00:00.000Z',
      },
    ],
  })
  const until = Date.parse(json.scopes[0].waiting.until)
  expect(until).toBeGreaterThanOrEqual(NOW + 90_000)
  expect(json.quota).toContainEqual(expect.objectContaining({ resource: '*', pausedUntil: expect.any(String) }))
  const events = api.ask('GET', `/syncs/${id}/events`)
  await api.ask('POST', `/syncs/${id}/cancel`)
  const [first = ''] = (await events).text.split('\n').filter((line) => line.startsWith('data: '))
  expect(JSON.parse(first.slice(6))).toMatchObject({ quota: json.quota, scopes: [{ scope: 'bulk/load' }] })
})

it('a sync that has ended proves how complete it is, alike in lists and alone', async () => {
  const other = { kind: 'github', baseUrl: tools.githubUrl, auth: tools.githubAuth, scopes, quotaShare: 1 }
  expect((await api.ask('PUT', '/connections/other', { body: other })).json.quotaShare).toBe(1)
  const { json: started } = await api.ask('POST', '/connections/other/syncs', { body: { mode: 'full' } })
  await api.work(started.id, scopes)
  const { json } = await api.ask('GET', `/syncs/${started.id}`)
  expect(json).toMatchObject({
    status: 'succeeded',
    scopes: [
      {
        status: 'succeeded',
        phase: 'relate',
        saved: 12,
        added: 12,
        coverage: { entries: 12, matched: 12, proven: true },
        secondsLeft: 0,
        waiting: null,
        finishedAt: '2026-11-23T10:00:00.000Z',
      },
    ],
    quota: expect.arrayContaining([expect.objectContaining({ resource: 'core', limit: 5_000 })]),
  })
  const { json: list } = await api.ask('GET', '/syncs?connection=other')
  expect(list.items).toEqual([json])
})
