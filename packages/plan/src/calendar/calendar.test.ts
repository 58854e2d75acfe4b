import { ValidationError } from '@throughline/errors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, dayStart, isoInstant, resolveInstant } from './instant.ts'
import { addWeeks, nextWeek, parseWeek, previousWeek, weekBounds, weekOf, weeksBetween } from './iso-week.ts'

const HOUR = 3_600_000
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Sao_Paulo']
const anyInstant = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })

describe('weeks', () => {
  it('belong to the year of their Thursday', () => {
    expect(weekOf(Date.parse('2026-12-31T12:00:00Z'), 'UTC')).toBe('2026-W53')
    expect(weekOf(Date.parse('2027-01-03T23:59:59Z'), 'UTC')).toBe('2026-W53')
    expect(weekOf(Date.parse('2027-01-04T00:00:00Z'), 'UTC')).toBe('2027-W01')
    expect(weekOf(Date.parse('2024-12-30T00:00:00Z'), 'UTC')).toBe('2025-W01')
    expect(nextWeek('2026-W53')).toBe('2027-W01')
    expect(previousWeek('2026-W01')).toBe('2025-W52')
  })

  it('begin at midnight of the zone, not of UTC', () => {
    expect(isoInstant(weekBounds('2026-W47', 'Europe/Berlin').start)).toBe('2026-11-15T23:00:00.000Z')
    expect(weekOf(Date.parse('2026-11-15T23:00:00Z'), 'Europe/Berlin')).toBe('2026-W47')
    expect(weekOf(Date.parse('2026-11-15T22:59:59.999Z'), 'Europe/Berlin')).toBe('2026-W46')
  })

  it('are an hour longer or shorter when the clocks change', () => {
    const hours = (week: string) => {
      const { start, end } = weekBounds(week, 'Europe/Berlin')
      return (end - start) / HOUR
    }
    expect(hours('2026-W13')).toBe(167)
    expect(hours('2026-W43')).toBe(169)
    expect(hours('2026-W44')).toBe(168)
  })

  it('hold the instants that fall in them, and meet without a gap, in every zone', () => {
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...ZONES), (date, zone) => {
        const week = weekOf(date.getTime(), zone)
        const { start, end } = weekBounds(week, zone)
        expect(start).toBeLessThanOrEqual(date.getTime())
        expect(date.getTime()).toBeLessThan(end)
        expect(weekBounds(nextWeek(week), zone).start).toBe(end)
        expect(previousWeek(nextWeek(week))).toBe(week)
      }),
    )
  })

  it('sort as text and count without a break across the ends of years', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 0, max: 150 }), (date, count) => {
        const first = weekOf(date.getTime(), 'UTC')
        const weeks = weeksBetween(first, addWeeks(first, count))
        expect(weeks).toHaveLength(count + 1)
        expect(weeks.toSorted()).toEqual(weeks)
        for (const [index, week] of weeks.entries()) expect(nextWeek(week)).toBe(weeks[index + 1] ?? nextWeek(week))
      }),
    )
  })

  it.each(['2026-W54', '2025-W53', '2026-W00', '2026W47', '2026-w47', '0000-W10', 'now'])('refuse %s', (text) => {
    expect(() => parseWeek(text)).toThrow(ValidationError)
  })

  it('refuse a range that runs backwards or over more than twenty years', () => {
    expect(() => weeksBetween('2026-W10', '2026-W09')).toThrow(ValidationError)
    expect(() => weeksBetween('1990-W10', '2026-W09')).toThrow(ValidationError)
    expect(weeksBetween('2026-W10', '2026-W10')).toEqual(['2026-W10'])
  })
})

describe('resolveInstant', () => {
  it('reads instants with any offset', () => {
    expect(resolveInstant('2026-11-22T18:00:00+01:00', 'UTC')).toBe(Date.parse('2026-11-22T17:00:00Z'))
  })

  it('takes a date for the end of that day in the zone', () => {
    expect(isoInstant(resolveInstant('2026-11-22', 'Europe/Berlin'))).toBe('2026-11-22T22:59:59.999Z')
    expect(resolveInstant('2026-11-22', 'UTC') + 1).toBe(dayStart('2026-11-23', 'UTC'))
  })

  it.each(['yesterday', '2026-02-30', '2026-11-22T18:00:00', '2026-11', ''])('refuses “%s”', (text) => {
    expect(() => resolveInstant(text, 'UTC')).toThrow(ValidationError)
  })

  it('and dateOf agree on every day', () => {
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...ZONES), (date, zone) => {
        const day = dateOf(date.getTime(), zone)
        expect(dayStart(day, zone)).toBeLessThanOrEqual(date.getTime())
        expect(resolveInstant(day, zone)).toBeGreaterThanOrEqual(date.getTime())
      }),
    )
  })
})
