import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jiraInstant, offsetMinutes, parseJiraInstant, wallClockMs } from './zone.ts'

const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia']

describe('instants of Jira', () => {
  it('are written in the zone and read back unchanged', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2035, 0, 1) }),
        fc.constantFrom(...ZONES),
        (at, zone) => {
          expect(parseJiraInstant(jiraInstant(at, zone))).toBe(at)
        },
      ),
    )
  })

  it('show the offset that holds at that instant', () => {
    expect(jiraInstant(Date.UTC(2026, 0, 15, 12), 'Europe/Berlin')).toBe('2026-01-15T13:00:00.000+0100')
    expect(jiraInstant(Date.UTC(2026, 6, 15, 12), 'Europe/Berlin')).toBe('2026-07-15T14:00:00.000+0200')
    expect(jiraInstant(Date.UTC(2026, 0, 15, 12), 'America/St_Johns')).toBe('2026-01-15T08:30:00.000-0330')
  })

  it('change offset at the very minute of the rule', () => {
    const change = Date.UTC(2026, 2, 29, 1)
    expect(offsetMinutes(change - 1, 'Europe/Berlin')).toBe(60)
    expect(offsetMinutes(change, 'Europe/Berlin')).toBe(120)
  })

  it('are refused when the text is none', () => {
    expect(() => parseJiraInstant('last Tuesday')).toThrow(RangeError)
  })
})

describe('wall-clock times', () => {
  it('that occur twice are the first occurrence, and those skipped are moved on', () => {
    const wall = (month: number, day: number) => ({ year: 2026, month, day, hour: 2, minute: 30 })
    expect(wallClockMs(wall(10, 25), 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30))
    expect(wallClockMs(wall(3, 29), 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1, 30))
  })
})
