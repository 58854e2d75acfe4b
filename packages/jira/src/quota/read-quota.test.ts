import { EVERY_RESOURCE } from '@throughline/source'
import { afterEach, describe, expect, test } from 'vitest'
import { keys, startJira, type TestJira, walk } from '../test-jira.ts'
import { endpointOf } from './endpoint.ts'
import { readQuota } from './read-quota.ts'

const NOW = 1_000_000
const DATE = Date.UTC(2026, 5, 1, 12)
const SEARCH = 'POST /rest/api/3/search/jql'

function read(headers: Readonly<Record<string, string>>, status = 200) {
  const all: Readonly<Record<string, string>> = { date: new Date(DATE).toUTCString(), ...headers }
  const url = new URL('https://example.org/jira/rest/api/3/search/jql')
  return readQuota({ status, header: (name) => all[name] ?? null, url, method: 'POST' }, NOW)
}

const reset = (seconds: number) => new Date(DATE + seconds * 1000).toISOString()

test('an answer that says nothing of a quota tells nothing', () => {
  expect(read({})).toEqual([])
  expect(read({ 'x-ratelimit-reset': 'soon', 'x-ratelimit-remaining': '3' })).toEqual([])
})

test('an hourly quota concerns everything, a burst its endpoint, and instants are by the hub’s clock', () => {
  const numbers = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '40' }
  const window = { limit: 100, remaining: 40, pausedUntil: null }
  expect(read({ ...numbers, 'x-ratelimit-reset': reset(1200) })).toEqual([
    { ...window, resource: EVERY_RESOURCE, resetAt: NOW + 1_200_000 },
  ])
  expect(read({ ...numbers, 'x-ratelimit-reset': reset(1) })).toEqual([
    { ...window, resource: SEARCH, resetAt: NOW + 1000 },
  ])
})

test('a quota near its end that names no numbers is taken for its last fifth', () => {
  expect(read({ 'x-ratelimit-nearlimit': 'true', 'x-ratelimit-reset': reset(600) })).toMatchObject([
    { limit: 5, remaining: 1, resetAt: NOW + 600_000 },
  ])
})

test('of several policies the tightest counts, and one that does not say what is left is passed over', () => {
  const policy = { 'beta-ratelimit-policy': '"app";q=65000;w=3600, "tenant";q=1000;w=3600' }
  expect(read({ ...policy, 'beta-ratelimit': '"app";r=13500;t=600, "tenant";r=900;t=60' })).toEqual([
    { resource: EVERY_RESOURCE, limit: 65_000, remaining: 13_500, resetAt: NOW + 600_000, pausedUntil: null },
  ])
  expect(read({ ...policy, 'beta-ratelimit': '"app";t=600' })).toEqual([])
})

describe('a 429 leaves alone', () => {
  test.each(['jira-quota-global-based', 'jira-quota-tenant-based'])('everything for %s', (reason) => {
    expect(read({ 'ratelimit-reason': reason, 'retry-after': '90' }, 429)).toMatchObject([
      { resource: EVERY_RESOURCE, pausedUntil: NOW + 90_000 },
    ])
  })

  test.each(['jira-burst-based', 'something-new', ''])('the endpoint for “%s”', (reason) => {
    expect(read({ 'ratelimit-reason': reason, 'x-ratelimit-reset': reset(2) }, 429)).toMatchObject([
      { resource: SEARCH, pausedUntil: NOW + 2000 },
    ])
  })

  test('the endpoint for a moment when nobody says for how long', () => {
    expect(read({}, 429)).toMatchObject([{ resource: SEARCH, pausedUntil: NOW + 1000 }])
  })
})

test('an endpoint is a path without what it names', () => {
  expect(endpointOf('GET', '/jira/rest/api/2/issue/EHR-1/changelog')).toBe('GET /rest/api/2/issue/{id}/changelog')
  expect(endpointOf('POST', '/rest/api/3/issue/bulkfetch')).toBe('POST /rest/api/3/issue/bulkfetch')
  expect(endpointOf('GET', '/rest/api/3/project/EHR/versions')).toBe('GET /rest/api/3/project/{id}/versions')
})

describe('a walk', () => {
  let jira: TestJira | null = null
  afterEach(() => jira?.close())

  test('waits out a burst and finds everything, whoever else is left alone', async () => {
    jira = await startJira({ issues: 120 })
    const { simulator, source, slept } = jira
    const headers = { 'retry-after': '2', 'ratelimit-reason': 'jira-burst-based' }
    simulator.control.failNext({ match: { path: '/search/jql' }, status: 429, headers, times: 2 })
    expect(keys(await walk(source))).toHaveLength(120)
    expect(slept).toEqual([2000, 2000])
  })

  test('whose refusals name no wait waits longer each time', async () => {
    jira = await startJira({ issues: 30 })
    const { simulator, connect, slept } = jira
    simulator.control.failNext({ match: { path: '/search/jql' }, status: 429, times: 5 })
    expect(keys(await walk(connect()))).toHaveLength(30)
    expect(slept).toEqual(slept.toSorted((one, other) => one - other))
    expect(slept.at(-1)).toBeGreaterThan(slept[0] ?? 0)
  })

  test('leaves people their part of the quota and says when it goes on', async () => {
    jira = await startJira({ issues: 120 })
    const { simulator, source, clock } = jira
    const headers = {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '499',
      'x-ratelimit-reset': new Date(clock.now + 1_800_000).toISOString(),
    }
    const body = { accountId: 'a' }
    simulator.control.failNext({ match: { path: '/myself' }, status: 200, headers, body })
    await expect(walk(source)).rejects.toMatchObject({ code: 'jira.quota_reserved', retry: { afterMs: 1_801_000 } })
    const { ok } = await source.check(['BULK'], new AbortController().signal)
    expect(ok).toBe(true)
  })
})
