import { RateLimitedError } from '@throughline/errors'
import { afterEach, expect, test } from 'vitest'
import type { QuotaLedger } from '../quota.ts'
import type { QuotaAnswer } from './guarded-fetch.ts'
import { HttpSession, type ReadQuota } from './http-session.ts'
import { retryAfterMs } from './retry-after.ts'
import { memoryLedger } from './test-ledger.ts'
import { instantTuning, startTestServer } from './test-server.ts'

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close()
})

/** Reads `left: REMAINING/LIMIT until MS` and `Retry-After`, both for the resource that the path names. */
const readQuota: ReadQuota = ({ header, url, status }, now) => {
  const [, remaining, limit, resetAt] = /(\d+)\/(\d+) until (\d+)/.exec(header('left') ?? '') ?? []
  const pausedUntil = status === 429 ? now + (retryAfterMs(header, now) ?? 0) : null
  if (remaining === undefined && pausedUntil === null) return []
  const resource = url.pathname.slice(1)
  const numbers =
    remaining === undefined
      ? { limit: null, remaining: null, resetAt: null }
      : { limit: Number(limit), remaining: Number(remaining), resetAt: Number(resetAt) }
  return [{ resource, ...numbers, pausedUntil }]
}

async function open(answer: Parameters<typeof startTestServer>[0], read = readQuota, ledger?: QuotaLedger) {
  const server = await startTestServer(answer)
  const clock = { now: 1_000_000 }
  const slept: number[] = []
  const sleep = (ms: number) => {
    slept.push(ms)
    clock.now += ms
    return Promise.resolve()
  }
  const session = new HttpSession(
    { code: 'x', name: 'Tool', connection: 'c', baseUrl: server.url },
    {
      allowPrivateHosts: true,
      clock: () => clock.now,
      http: instantTuning({ sleep }),
      ...(ledger && { quota: ledger }),
    },
    { readQuota: read },
  )
  opened.push(server, session)
  const { signal } = new AbortController()
  const call = (resource: string, method = 'GET') =>
    session.call({ signal, meter: { requests: 0 }, resource }, async (fetch) => {
      const response = await fetch(`${server.url}/${resource}`, { method })
      const text = await response.text()
      const waitMs = retryAfterMs((name) => response.headers.get(name), clock.now)
      if (response.status === 429) throw new RateLimitedError('x.rate_limited', 'Slow down.', waitMs ?? 0)
      return text
    })
  return { call, server, clock, slept }
}

test('every answer is read, those that redirect or refuse included', async () => {
  const read: (readonly [number, string, string])[] = []
  const note = ({ status, url, method }: QuotaAnswer) => {
    read.push([status, method, url.pathname])
    return []
  }
  const { call } = await open((request, response, before) => {
    if (request.url === '/old') response.writeHead(307, { location: '/new' }).end()
    else response.writeHead(before === 1 ? 429 : 200).end()
  }, note)
  await call('old', 'POST')
  expect(read).toEqual([
    [307, 'POST', '/old'],
    [429, 'POST', '/new'],
    [307, 'POST', '/old'],
    [200, 'POST', '/new'],
  ])
})

test('no request leaves that would use what is left to people', async () => {
  const { call, server } = await open((_request, response) =>
    response.setHeader('left', '50/100 until 9000000').end('{}'),
  )
  await call('core')
  await expect(call('core')).rejects.toMatchObject({ code: 'x.quota_reserved', retry: { afterMs: 8_001_000 } })
  expect(server.requests).toHaveLength(1)
})

test('the end of a small window is waited for within the call', async () => {
  const { call, server, slept } = await open((_request, response) =>
    response.setHeader('left', '0/10 until 1003000').end('{}'),
  )
  await call('core')
  await call('core')
  expect(slept).toEqual([4000])
  expect(server.requests).toHaveLength(2)
})

test('a pause that the tool asks for holds all calls back that use the same, and no others', async () => {
  const { call, server } = await open((request, response) =>
    response.writeHead(request.url === '/core' ? 429 : 200, { 'retry-after': '60' }).end('{}'),
  )
  await expect(call('core')).rejects.toMatchObject({ retry: { afterMs: 60_000 } })
  await expect(call('core')).rejects.toMatchObject({ code: 'x.rate_limited', retry: { afterMs: 60_000 } })
  await expect(call('search')).resolves.toBe('{}')
  expect(server.requests.map(({ url }) => url)).toEqual(['/core', '/search'])
})

test('what an answer told is in the ledger when its call ends', async () => {
  const ledger = memoryLedger(() => 1_000_000)
  const { call } = await open(
    (_request, response) => response.setHeader('left', '80/100 until 9000000').end('{}'),
    readQuota,
    ledger,
  )
  await call('core')
  expect(ledger.written).toEqual([
    { resource: 'core', limit: 100, remaining: 80, resetAt: 9_000_000, pausedUntil: null },
  ])
})

test('a ledger out of reach is not taken for a tool out of reach', async () => {
  const failure = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })
  const answer: Parameters<typeof startTestServer>[0] = (_request, response) =>
    response.setHeader('left', '80/100 until 9000000').end('{}')
  const unread = await open(answer, readQuota, {
    read: () => Promise.reject(failure),
    note: () => Promise.resolve(),
  })
  await expect(unread.call('core')).rejects.toBe(failure)
  const unwritten = await open(answer, readQuota, {
    read: () => Promise.resolve([]),
    note: () => Promise.reject(failure),
  })
  await expect(unwritten.call('core')).rejects.toBe(failure)
})
