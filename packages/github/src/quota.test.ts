import { EVERY_RESOURCE } from '@throughline/source'
import { expect, test } from 'vitest'
import { GithubQuota } from './quota.ts'

const NOW = 5_000_000
const DATE = 'Mon, 01 Jun 2026 12:00:00 GMT'
const answer = (status: number, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  header: (name: string) => headers[name] ?? null,
})
const limits = (remaining: number, more: Readonly<Record<string, string>> = {}) => ({
  date: DATE,
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(Date.parse(DATE) / 1000 + 60),
  'x-ratelimit-resource': 'core',
  ...more,
})
const paused = (pausedUntil: number) => ({ resource: EVERY_RESOURCE, pausedUntil })
const SECONDARY = 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits'

test('every answer tells the window, by the hub’s clock', () => {
  expect(new GithubQuota().read(answer(200, limits(4999)), NOW)).toEqual([
    { resource: 'core', limit: 5000, remaining: 4999, resetAt: NOW + 60_000, pausedUntil: null },
  ])
  expect(new GithubQuota().read(answer(200), NOW)).toEqual([])
})

test.each([403, 429])('a used-up window (%i) waits for its reset and pauses nothing else', (status) => {
  const quota = new GithubQuota()
  expect(quota.waitOf(answer(status, limits(0)), null, NOW)).toEqual({ ms: 61_000, isGuessed: false })
  expect(quota.read(answer(status, limits(0)), NOW)).toHaveLength(1)
})

test.each([403, 429])('a secondary limit (%i) that says how long pauses everything for as long', (status) => {
  const quota = new GithubQuota()
  const refused = answer(status, limits(4000, { 'retry-after': '30' }))
  expect(quota.waitOf(refused, null, NOW)).toEqual({ ms: 30_000, isGuessed: false })
  expect(quota.read(refused, NOW)).toMatchObject([{ remaining: 4000 }, paused(NOW + 30_000)])
})

test('one that does not say waits a minute, which is guessed, and answers under way together are one refusal', () => {
  const quota = new GithubQuota()
  const refused = answer(429, limits(4000))
  expect(quota.read(refused, NOW)).toMatchObject([{}, paused(NOW + 60_000)])
  expect(quota.waitOf(refused, null, NOW + 1000)).toEqual({ ms: 59_000, isGuessed: true })
  expect(quota.waitOf(refused, null, NOW + 60_000)).toEqual({ ms: 60_000, isGuessed: true })
})

test('a 403 that only refers to the limits waits too, and the next answer lets the others know', () => {
  const quota = new GithubQuota()
  expect(quota.waitOf(answer(403), SECONDARY, NOW)).toEqual({ ms: 60_000, isGuessed: true })
  expect(quota.read(answer(200), NOW + 1)).toMatchObject([paused(NOW + 60_000)])
})

test.each([
  [403, 'https://docs.github.com/rest/issues/issues#list'],
  [403, null],
  [404, SECONDARY],
  [500, SECONDARY],
])('%i with %s is no limit', (status, documentation) => {
  expect(new GithubQuota().waitOf(answer(status, limits(10)), documentation, NOW)).toBeNull()
})
