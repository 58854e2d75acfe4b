import { describe, expect, it } from 'vitest'
import { WireError } from '../../http/wire-error.ts'
import { readJqlDate } from './date-literal.ts'

const NOW = Date.UTC(2026, 6, 15, 12, 0, 30)
const read = (text: string, zone = 'UTC') => readJqlDate(text, 'updated', NOW, zone)

describe('a JQL date', () => {
  it('is read in the zone of the account, on both sides of UTC', () => {
    expect(read('2026/07/01 09:15', 'Europe/Berlin').from).toBe(Date.UTC(2026, 6, 1, 7, 15))
    expect(read('2026-07-01 09:15', 'America/Los_Angeles').from).toBe(Date.UTC(2026, 6, 1, 16, 15))
  })

  it('covers the minute or the day it names', () => {
    expect(read('2026/07/01 09:15')).toEqual({ from: Date.UTC(2026, 6, 1, 9, 15), to: Date.UTC(2026, 6, 1, 9, 16) })
    expect(read('2026/7/1')).toEqual({ from: Date.UTC(2026, 6, 1), to: Date.UTC(2026, 6, 2) })
  })

  it('counts from now when it is relative', () => {
    expect(read('-15m').from).toBe(NOW - 15 * 60_000)
    expect(read('-3h').from).toBe(NOW - 3 * 3_600_000)
    expect(read('-1w 2d').from).toBe(NOW - 9 * 86_400_000)
    expect(read('now()').from).toBe(NOW)
  })

  it('may be epoch milliseconds', () => {
    expect(read('1782900000000').from).toBe(1_782_900_000_000)
  })

  it.each(['yesterday', '2026/13/01', '2026/07/01 09:15:30', '', '-15x'])('is refused as "%s"', (text) => {
    expect(() => read(text)).toThrow(WireError)
  })
})
