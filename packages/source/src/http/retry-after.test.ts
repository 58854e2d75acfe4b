import { expect, test } from 'vitest'
import { retryAfterMs, serverTime } from './retry-after.ts'

const now = Date.UTC(2026, 10, 23)
const reader = (headers: Record<string, string>) => (name: string) => headers[name] ?? null

test('seconds are read', () => {
  expect(retryAfterMs(reader({ 'retry-after': '7' }), now)).toBe(7000)
})

test('a date counts from the clock of who sent it, however wrong ours is', () => {
  const headers = { 'retry-after': 'Mon, 23 Nov 2026 10:00:30 GMT', date: 'Mon, 23 Nov 2026 10:00:00 GMT' }
  expect(retryAfterMs(reader(headers), now)).toBe(30_000)
})

test('a date that has passed asks for no wait', () => {
  expect(retryAfterMs(reader({ 'retry-after': 'Mon, 23 Nov 2020 10:00:30 GMT' }), now)).toBe(0)
})

test.each(['', 'soon', '-'])('%j asks for nothing readable', (text) => {
  expect(retryAfterMs(reader({ 'retry-after': text }), now)).toBeNull()
})

test('the server tells its time by its Date header, and has ours without one', () => {
  expect(serverTime(reader({ date: 'Mon, 23 Nov 2026 10:00:00 GMT' }), now)).toBe(Date.UTC(2026, 10, 23, 10))
  expect(serverTime(reader({}), now)).toBe(now)
})
