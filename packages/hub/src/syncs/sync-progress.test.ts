import type { QuotaWindowRecord, SyncScopeRecord } from '@throughline/store'
import { describe, expect, it } from 'vitest'
import { scopesProgress } from './sync-progress.ts'

const NOW = Date.UTC(2026, 10, 23, 10)
const MINUTE_MS = 60_000
const HOUR_S = 3_600

/** A scope that has been walked for ten minutes: 10,000 of 40,000 records, in 100 requests. */
function scope(overrides: Partial<SyncScopeRecord> = {}): SyncScopeRecord {
  return {
    scope: 'EHR',
    status: 'running',
    phase: 'items',
    since: null,
    mark: null,
    fetched: 10_000,
    saved: 0,
    added: 0,
    removed: 0,
    requests: 100,
    expected: 40_000,
    entries: null,
    matched: null,
    isProven: false,
    quarantined: [],
    error: null,
    trouble: null,
    startedAt: NOW - 10 * MINUTE_MS,
    finishedAt: null,
    ...overrides,
  }
}

/** A window of 1,000 requests of which nothing is used, half of them the hub's, that ends in twenty minutes. */
function window(overrides: Partial<QuotaWindowRecord> = {}): QuotaWindowRecord {
  return {
    resource: 'core',
    limit: 1_000,
    remaining: 1_000,
    resetAt: NOW + 20 * MINUTE_MS,
    pausedUntil: null,
    ...overrides,
  }
}

function progress(overrides: Partial<SyncScopeRecord> = {}, windows: readonly QuotaWindowRecord[] = [], share = 0.5) {
  const [only] = scopesProgress([scope(overrides)], { windows, share }, NOW)
  return [only?.ratePerSecond, only?.secondsLeft]
}

describe('by the rate', () => {
  it('a scope needs as long for the rest as it needed for its part', () => {
    const [rate, left] = progress()
    expect(rate).toBeCloseTo(10_000 / 600)
    expect(left).toBe(1_800)
  })

  it('nobody can say before the first page, without a number to come to, or beyond it', () => {
    expect(progress({ fetched: 0, requests: 0 })).toEqual([null, null])
    expect(progress({ status: 'queued', startedAt: null, fetched: 0 })).toEqual([null, null])
    expect(progress({ expected: null })[1]).toBeNull()
    expect(progress({ expected: 9_999 })[1]).toBeNull()
    expect(progress({ status: 'failed', finishedAt: NOW })[1]).toBeNull()
  })

  it.each(['merge', 'census', 'mend', 'relate'] as const)('the walk is over in the phase %s', (phase) => {
    expect(progress({ phase })[1]).toBe(0)
  })

  it('stays as it was at the end', () => {
    const ended = { status: 'succeeded', phase: 'relate', finishedAt: NOW - 5 * MINUTE_MS } as const
    expect(progress(ended)).toEqual([10_000 / 300, 0])
  })
})

describe('by the quota', () => {
  it('what the present window allows costs no wait', () => {
    expect(progress({}, [window({ remaining: 800 })])[1]).toBe(1_800)
  })

  it('the rest waits for the next windows, of which the hub uses its share', () => {
    // 300 requests are needed: 100 in this window, 100 in the next, and 100 in the one that begins an hour later.
    const windows = [window({ limit: 200, remaining: 200 })]
    expect(progress({}, windows)[1]).toBe(1_200 + HOUR_S)
    expect(progress({}, windows, 1)[1]).toBe(1_800)
  })

  it('what people left is what counts in the present window', () => {
    expect(progress({}, [window({ remaining: 400, resetAt: NOW + 50 * MINUTE_MS })])[1]).toBe(3_000)
  })

  it('a window that is over allows the whole share again', () => {
    expect(progress({}, [window({ remaining: 0, resetAt: NOW - 1 })])[1]).toBe(1_800)
  })

  it('the windows of bursts and single endpoints do not count', () => {
    expect(progress({}, [window(), window({ resource: 'search', limit: 30, remaining: 0 })])[1]).toBe(1_800)
  })

  it('scopes side by side share it evenly', () => {
    const scopes = [scope(), scope({ scope: 'OPS', fetched: 30_000, requests: 300 }), scope({ scope: 'LAB' })]
    const windows = [window({ limit: 1_000, remaining: 900, resetAt: NOW + 55 * MINUTE_MS })]
    const [large, small] = scopesProgress(scopes, { windows, share: 0.5 }, NOW)
    // Each of the three has 100 requests by the time the small one is done, and the share allows 400.
    expect(small?.secondsLeft).toBe(200)
    expect(large?.secondsLeft).toBe(55 * 60)
  })

  it('a pause, and the wait before a scope is tried again, are the least that it takes', () => {
    const pausedUntil = NOW + 45 * MINUTE_MS
    const paused = window({ resource: '*', limit: null, remaining: null, resetAt: null, pausedUntil })
    expect(progress({}, [paused])[1]).toBe(2_700)
    const trouble = { code: 'jira.unavailable', message: 'Down.', failures: 3, retryAt: NOW + 40 * MINUTE_MS }
    expect(progress({ trouble })[1]).toBe(2_400)
  })
})
