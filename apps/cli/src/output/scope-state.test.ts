import { expect, test } from 'vitest'
import type { QuotaWindowAnswer, SyncScopeAnswer } from '../hub/answers.ts'
import { scopeState } from './scope-state.ts'

const NOW = Date.parse('2026-11-23T10:00:00Z')

function scope(overrides: Partial<SyncScopeAnswer> = {}): SyncScopeAnswer {
  return {
    scope: 'EHR',
    status: 'running',
    phase: 'items',
    fetched: 1_200,
    expected: 41_200,
    saved: 37,
    added: 5,
    removed: 0,
    requests: 12,
    ratePerSecond: 80.4,
    secondsLeft: 498,
    coverage: null,
    waiting: null,
    quarantined: 0,
    error: null,
    ...overrides,
  }
}

const core: QuotaWindowAnswer = {
  resource: 'core',
  limit: 5_000,
  remaining: 3_800,
  resetAt: '2026-11-23T10:30:00.000Z',
  pausedUntil: null,
}

test('a scope that is read tells how far it is, how fast, how long, and what it costs', () => {
  expect(scopeState(scope(), [core], NOW)).toBe(
    'reading, 1,200 of 41,200 fetched, 80/s, 9 min left, 37 changed, 12 requests, quota 1,200 of 5,000 used',
  )
})

test('what nobody can say is left out', () => {
  const vague = scope({ phase: 'begin', fetched: 0, saved: 0, expected: null, ratePerSecond: null, secondsLeft: null })
  const over = { ...core, resetAt: '2026-11-23T09:59:59.000Z' }
  expect(scopeState(vague, [over], NOW)).toBe('beginning, 0 fetched, 0 changed, 12 requests')
  expect(scopeState(scope({ status: 'queued' }), [core], NOW)).toBe('queued')
})

test('what a scope waits for stands with its end in local time and its zone, and with its day when that is another', () => {
  const waiting = {
    code: 'jira.quota_reserved',
    message: 'The rest of the quota is left to people.',
    until: '2026-11-23T10:30:00.000Z',
    failures: 0,
  }
  expect(scopeState(scope({ waiting }), [], NOW, 'Europe/Berlin')).toContain(
    'reading, waiting until 11:30 CET (The rest of the quota is left to people.), 1,200 of 41,200 fetched',
  )
  const tomorrow = { ...waiting, until: '2026-11-23T23:10:00.000Z', failures: 3 }
  expect(scopeState(scope({ waiting: tomorrow }), [], NOW, 'Europe/Berlin')).toContain(
    'waiting until 24 Nov, 00:10 CET after 3 failures (',
  )
})

test('a scope after its walk, or at its end, speaks no more of what is left of it', () => {
  const text = scopeState(scope({ phase: 'census', secondsLeft: 0 }), [], NOW)
  expect(text).toBe('taking census, 1,200 fetched, 37 changed, 12 requests')
  const ended = scope({ status: 'succeeded', phase: 'relate', secondsLeft: 0, removed: 2, quarantined: 1 })
  expect(scopeState(ended, [core], NOW)).toBe(
    'succeeded, 1,200 fetched, 37 changed, 2 removed, 1 record not readable, 12 requests',
  )
})
