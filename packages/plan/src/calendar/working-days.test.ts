import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { normaliseCalendar, type PlanCalendar, WEEKDAYS } from '../document/calendar.ts'
import { workingDays } from './working-days.ts'

const weekdays = normaliseCalendar({})
const christmas = normaliseCalendar({
  holidays: [{ date: '2026-12-24', until: '2027-01-01', title: 'Between the years' }, { date: '2027-01-06' }],
})

const anyDay = fc
  .integer({ min: 0, max: 3_000 })
  .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString())

const anyCalendar: fc.Arbitrary<PlanCalendar> = fc.record({
  workingDays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  holidays: fc.array(
    fc
      .tuple(anyDay, fc.integer({ min: 0, max: 40 }))
      .map(([date, more]) => ({ date, until: addDays(date, more), title: null })),
    { maxLength: 50 },
  ),
})

function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

describe('workingDays', () => {
  it('are all days without a calendar', () => {
    const { perWeek, dayAfter, countBetween } = workingDays(null)
    expect([perWeek, dayAfter('2026-11-22', 0), dayAfter('2026-11-22', 35)]).toEqual([7, '2026-11-22', '2026-12-27'])
    expect(countBetween('2026-11-16', '2026-11-23')).toBe(7)
  })

  it('are Monday to Friday by default, and leave holidays out', () => {
    const { perWeek, dayAfter } = workingDays(weekdays)
    // A Friday: the next working day is a Monday.
    expect([perWeek, dayAfter('2026-11-20', 1), dayAfter('2026-11-20', 5)]).toEqual([5, '2026-11-23', '2026-11-27'])
    const { dayAfter: without, countBetween } = workingDays(christmas)
    expect([without('2026-12-23', 1), without('2026-12-23', 3)]).toEqual(['2027-01-04', '2027-01-07'])
    expect([countBetween('2026-12-21', '2026-12-28'), countBetween('2026-12-28', '2027-01-04')]).toEqual([3, 0])
    expect(countBetween('2027-01-04', '2026-12-21')).toBe(0)
  })

  it('are those that looking at each day alone finds, however holidays overlap', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, (calendar, from) => {
        const days = workingDays(calendar)
        let date = Temporal.PlainDate.from(from)
        for (let count = 0; date.toString() < addDays(from, 100); date = date.add({ days: 1 })) {
          const day = date.toString()
          expect(days.countBetween(from, day)).toBe(count)
          const isOff = calendar.holidays.some((off) => off.date <= day && day <= off.until)
          if (!isOff && calendar.workingDays.some((weekday) => WEEKDAYS[date.dayOfWeek - 1] === weekday)) count += 1
        }
      }),
    )
  })

  it('count to the day after so many of them, and a later day the more there are', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 1, max: 400 }), (calendar, date, count) => {
        const days = workingDays(calendar)
        const after = (to: string) => addDays(to, 1)
        const end = days.dayAfter(date, count)
        expect(days.countBetween(after(date), after(end))).toBe(count)
        expect(days.countBetween(after(date), end)).toBe(count - 1)
        expect(days.dayAfter(date, count - 1) < end).toBe(true)
        expect(workingDays({ ...calendar, holidays: [] }).dayAfter(date, count) <= end).toBe(true)
      }),
    )
  })
})
