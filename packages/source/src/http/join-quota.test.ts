import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import type { QuotaWindow } from '../quota.ts'
import { joinQuota } from './join-quota.ts'

const NOW = Date.UTC(2026, 10, 23, 13)
const HOUR = 3_600_000

function told(overrides: Partial<QuotaWindow> = {}): QuotaWindow {
  return { resource: 'core', limit: 5000, remaining: 4000, resetAt: NOW + HOUR, pausedUntil: null, ...overrides }
}

test('of two answers in one window the lower stands, whichever came first', () => {
  const low = told({ remaining: 10, resetAt: NOW + HOUR - 900 })
  expect(joinQuota(low, told(), NOW)).toEqual(told({ remaining: 10 }))
  expect(joinQuota(told(), low, NOW)).toEqual(told({ remaining: 10 }))
})

test('a later window replaces the earlier one, and a late answer of that does not bring it back', () => {
  const earlier = told({ remaining: 3, resetAt: NOW + 5000 })
  expect(joinQuota(earlier, told(), NOW)).toEqual(told())
  expect(joinQuota(told(), earlier, NOW)).toEqual(told())
})

test('a window that is over is unknown again', () => {
  const over = told({ remaining: 0, resetAt: NOW })
  expect(joinQuota(over, told({ resetAt: NOW + 1000 }), NOW)).toEqual(told({ resetAt: NOW + 1000 }))
  expect(joinQuota(null, over, NOW)).toEqual(told({ remaining: null, resetAt: null }))
})

test('an answer that tells only of a pause leaves the count standing', () => {
  const pause = told({ limit: null, remaining: null, resetAt: null, pausedUntil: NOW + 60_000 })
  expect(joinQuota(told(), pause, NOW)).toEqual(told({ pausedUntil: NOW + 60_000 }))
  expect(joinQuota(pause, told(), NOW)).toEqual(told({ pausedUntil: NOW + 60_000 }))
})

test('a pause lasts as long as the longest asked for, and no longer', () => {
  const pause = told({ pausedUntil: NOW + 60_000 })
  expect(joinQuota(pause, told({ pausedUntil: NOW + 1000 }), NOW).pausedUntil).toBe(NOW + 60_000)
  expect(joinQuota(pause, told(), NOW + 60_000).pausedUntil).toBeNull()
})

const instants = fc.option(fc.integer({ min: -2 * HOUR, max: 2 * HOUR }).map((ms) => NOW + ms))
const windows = fc.record({
  resource: fc.constant('core'),
  limit: fc.constant(5000),
  remaining: fc.nat(5000),
  resetAt: fc.integer({ min: 1, max: 2 * HOUR }).map((ms) => NOW + ms),
  pausedUntil: instants,
})

test.prop([windows, windows])('the order in which two workers tell does not matter', (one, other) => {
  expect(joinQuota(one, other, NOW)).toEqual(joinQuota(other, one, NOW))
})

test.prop([windows, windows])('hearing the same once more changes nothing', (one, other) => {
  const joined = joinQuota(one, other, NOW)
  expect(joinQuota(joined, other, NOW)).toEqual(joined)
})
