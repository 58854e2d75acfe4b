import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOSPITAL_RECORDS } from '../programmes/hospital-records/hospital-records.ts'
import { seededDraw } from './draw.ts'
import { DAY_MS, dayAt, midnightOf, spanUntil } from './span.ts'
import { workingDays } from './working-days.ts'

const { calendar } = HOSPITAL_RECORDS
const { zone } = calendar
const span = spanUntil(Date.parse('2026-11-18T09:30:00Z'), zone)
const days = workingDays(span, calendar)
const inSpan = fc.integer({ min: span.start, max: span.end })

describe('workingDays', () => {
  it('draws instants inside the bounds', () => {
    fc.assert(
      fc.property(fc.integer(), inSpan, inSpan, (seed, one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        const at = days.between(seededDraw(seed), from, to)
        expect(at >= from && at <= to).toBe(true)
      }),
    )
  })

  it('moves nights, weekends and holidays to the next working day, never back', () => {
    fc.assert(
      fc.property(fc.integer(), inSpan, (seed, at) => {
        const next = days.next(seededDraw(seed), at)
        expect(next).toBeGreaterThanOrEqual(Math.floor(at / 1000) * 1000)
        const day = dayAt(next, zone)
        expect([0, 6]).not.toContain(new Date(day).getUTCDay())
        const hour = (next - midnightOf(day, zone)) / 3_600_000
        expect(hour >= 7 && hour < 19).toBe(true)
      }),
    )
  })

  it.each([
    ['Good Friday', '2026-04-03'],
    ['Easter Monday', '2026-04-06'],
    ['Ascension Day', '2026-05-14'],
    ['Whit Monday', '2026-05-25'],
    ['Labour Day', '2026-05-01'],
  ])('has %s off', (_name, day) => {
    const next = days.next(seededDraw(1), midnightOf(day, zone) + DAY_MS / 2)
    expect(dayAt(next, zone) > day).toBe(true)
  })
})
