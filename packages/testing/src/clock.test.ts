import { describe, expect, it } from 'vitest'
import { settableClock } from './clock.ts'

describe('settableClock', () => {
  it('stands still until it is told otherwise', () => {
    const clock = settableClock('2026-11-23T08:00:00Z')
    expect(clock()).toBe(Date.UTC(2026, 10, 23, 8))
    clock.advance(60_000)
    expect(clock()).toBe(Date.UTC(2026, 10, 23, 8, 1))
    clock.set(5)
    expect(clock()).toBe(5)
  })

  it('refuses what is no instant', () => {
    expect(() => settableClock('yesterday')).toThrow('yesterday is no instant')
  })
})
