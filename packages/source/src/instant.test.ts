import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { isoSeconds, parseInstant } from './instant.ts'

test('the same instant in either spelling reads the same', () => {
  const at = Date.UTC(2026, 1, 3, 8, 15)
  expect(parseInstant('2026-02-03T09:15:00.000+0100')).toBe(at)
  expect(parseInstant('2026-02-03T08:15:00Z')).toBe(at)
  expect(parseInstant('2026-02-03T02:45:00-05:30')).toBe(at)
})

test.each(['', '1', 'yesterday', '2026-02-03', '2026-02-03T08:15:00', '2026-13-03T08:15:00Z', '2026-02-03T08:15:00 Z'])(
  '%j is no instant',
  (text) => {
    expect(parseInstant(text)).toBeNull()
  },
)

test.prop([fc.integer({ min: 0, max: 4_000_000_000 })])('an instant survives being written and read', (seconds) => {
  expect(parseInstant(isoSeconds(seconds * 1000))).toBe(seconds * 1000)
})
