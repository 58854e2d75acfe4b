import { describe, expect, it } from 'vitest'
import { parsePlan } from './parse-plan.ts'
import { faultsOf, SAMPLE } from './plan-document.fixture.ts'

const withCalendar = (calendar: string) => SAMPLE.replace('objectives:', `calendar: ${calendar}\nobjectives:`)
const calendarOf = (calendar: string) => parsePlan(withCalendar(calendar), 'yaml').calendar

describe('the calendar of a plan', () => {
  it('is none unless the document has one', () => {
    expect(parsePlan(SAMPLE, 'yaml').calendar).toBeNull()
  })

  it('has Monday to Friday by default, days in the order of the week and holidays in that of the year', () => {
    expect(calendarOf('{}')).toEqual({ workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'], holidays: [] })
    expect(calendarOf('{ workingDays: sat }')?.workingDays).toEqual(['sat'])
    expect(calendarOf('{ workingDays: [sun, mon] }')?.workingDays).toEqual(['mon', 'sun'])
    const holidays = '[{ date: 2027-01-06, title: Epiphany }, { date: 2026-12-24, until: 2027-01-01 }]'
    expect(calendarOf(`{ holidays: ${holidays} }`)?.holidays).toEqual([
      { date: '2026-12-24', until: '2027-01-01', title: null },
      { date: '2027-01-06', until: '2027-01-06', title: 'Epiphany' },
    ])
  })

  it('has at most a thousand holidays', () => {
    const holidays = (count: number) =>
      `{ holidays: [${Array.from({ length: count }, () => '{ date: 2026-01-01, until: 2026-12-31 }').join(', ')}] }`
    expect(calendarOf(holidays(1_000))?.holidays).toHaveLength(1_000)
    expect(faultsOf(withCalendar(holidays(1_001)))).toEqual([
      '6:23 /calendar/holidays `holidays` must have at most 1000 values',
    ])
  })

  it.each([
    ['{ workingDays: [] }', '6:26 /calendar/workingDays `workingDays` is empty; list at least one value, or remove it'],
    [
      '{ workingDays: [monday] }',
      '6:27 /calendar/workingDays/0 `workingDays` must be one of mon, tue, wed, thu, fri, sat, sun; it is `monday`',
    ],
    [
      '{ holidays: [{ date: 2026-12-32 }] }',
      '6:32 /calendar/holidays/0/date `2026-12-32` is no day; write days as 2027-03-31',
    ],
    [
      '{ holidays: [{ date: 2026-12-24, until: 2026-12-23 }] }',
      '6:51 /calendar/holidays/0/until the holiday ends before it starts',
    ],
    [
      '{ holidays: [{ date: 2026-12-24, until: 2036-12-26 }] }',
      '6:51 /calendar/holidays/0/until a holiday has at most 366 days',
    ],
    ['{ holiday: [] }', '6:13 /calendar/holiday unknown field `holiday`; did you mean `holidays`?'],
  ])('is refused as %s, with the line and what is meant', (calendar, fault) => {
    expect(faultsOf(withCalendar(calendar))).toEqual([fault])
  })
})
