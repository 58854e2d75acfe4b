import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stateAt } from '../item/boundaries.ts'
import { day } from '../measure/random-portfolio.fixture.ts'
import { backtest } from './backtest.ts'
import { calibrate } from './calibrate.ts'
import { AFTER, anyDeliverables, flowingPlan, flowingWork, weeksOf } from './flowing-work.fixture.ts'

/** Two items a week for most of half a year, the last ones in the week that ends so many days before {@link AFTER}. */
const steadyUntil = (daysAgo: number, open: number) =>
  flowingWork([...weeksOf(24 - daysAgo / 7, { delivered: 2 }), ...weeksOf(daysAgo / 7, {})], open)

describe('backtest', () => {
  it('lays the day on which nothing was open any more beside each past forecast', () => {
    const { work } = flowingPlan([{ id: 'core', items: steadyUntil(14, 0) }])
    const past = backtest(work, { instants: [day(49) - 1, day(63) - 1, day(77) - 1], known: AFTER, trials: 100 })
    // Six items of the last three weeks were open, then two; after the last week there was nothing to forecast.
    expect(past.map(({ at, forecast, finishedOn }) => [at, forecast.p85, finishedOn])).toEqual([
      [day(49) - 1, '2026-11-08', '2026-11-05'],
      [day(63) - 1, '2026-11-08', '2026-11-05'],
    ])
  })

  it('knows no outcome after the instant up to which it is known', () => {
    const { work } = flowingPlan([{ id: 'core', items: steadyUntil(14, 0) }])
    const [past] = backtest(work, { instants: [day(49) - 1], known: day(50), trials: 100 })
    expect(past?.finishedOn).toBeNull()
  })

  it('says the same up to the instant of the outcome when later dates are left out', () => {
    const holidays = [{ date: '2026-10-05', until: '2026-10-09' }]
    fc.assert(
      fc.property(anyDeliverables, fc.integer({ min: 35, max: 80 }), (deliverables, days) => {
        const { work } = flowingPlan(deliverables, { calendar: { holidays } })
        const asked = { instants: [day(days) - 1], known: AFTER, trials: 100 }
        const last = new Date(AFTER).toISOString().slice(0, 10)
        const upTo = (date: string | null) => (date !== null && date < last ? date : null)
        const until = (past: ReturnType<typeof backtest>) =>
          past.map(({ deliverable, forecast: { p50, p85, p95 } }) => [deliverable, ...[p50, p85, p95].map(upTo)])
        expect(until(backtest(work, { ...asked, isUntilKnown: true }))).toEqual(until(backtest(work, asked)))
      }),
      { numRuns: 30, seed: 4 },
    )
  })

  it('has work finished when for the first time none of its items is open, by the states of every hour', () => {
    fc.assert(
      fc.property(anyDeliverables, fc.integer({ min: 35, max: 80 }), (deliverables, days) => {
        const { work } = flowingPlan(deliverables)
        const at = day(days) - 1
        for (const { deliverable, finishedOn } of backtest(work, { instants: [at], known: AFTER, trials: 10 })) {
          const items = deliverables.find(({ id }) => id === deliverable)?.items ?? []
          const isOpen = (instant: number) =>
            items.some((item) => ['todo', 'in_progress'].includes(stateAt(item, instant) ?? 'none'))
          const hours = Array.from({ length: (84 - days) * 24 }, (_, hour) => day(days) + hour * 3_600_000)
          const first = hours.find((instant) => !isOpen(instant))
          expect(finishedOn).toBe(first === undefined ? null : new Date(first).toISOString().slice(0, 10))
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe('calibrate', () => {
  const calibrationOf = (deliverables: Parameters<typeof flowingPlan>[0], at = AFTER - 1) =>
    calibrate(flowingPlan(deliverables).work, at).of('core')

  it('counts the dates that held among those that have passed, finished or not', () => {
    const kept = { id: 'kept', items: steadyUntil(14, 0) }
    // It stalls four weeks before the end, with two items to go: none of the three forecasts before that came true.
    const stalled = { id: 'core', items: steadyUntil(28, 2) }
    expect(calibrationOf([kept])).toMatchObject({ over: 'plan', p50: { of: 3, held: 3 }, p95: { of: 3, held: 3 } })
    expect(calibrationOf([kept, stalled])).toMatchObject({ p50: { of: 6, held: 3 }, p85: { of: 6, held: 3 } })
  })

  it('waits for a date to pass before it judges it', () => {
    const waiting = { id: 'core', items: flowingWork(weeksOf(12, { delivered: 2 }), 10) }
    expect(calibrationOf([waiting])).toBeNull()
  })

  it('has a date passed with the last millisecond of its day', () => {
    const passed = (at: number) => calibrationOf([{ id: 'core', items: steadyUntil(14, 0) }], at)?.p85.of ?? 0
    // The forecasts of three and of seven weeks before both say 2026-11-08.
    expect([passed(day(70) - 2), passed(day(70) - 1)]).toEqual([0, 2])
  })

  it('is counted once, when it is made, and not each time it is read', () => {
    const weeks = [...weeksOf(44, { delivered: 2 }), ...weeksOf(16, { delivered: 2, added: 2 })]
    const { of } = calibrate(flowingPlan([{ id: 'core', items: flowingWork(weeks, 4) }]).work, AFTER - 1)
    expect(of('core')?.over).toBe('deliverable')
    expect(of('core')).toBe(of('core'))
  })

  it('shows a deliverable’s own dates where enough of them have passed', () => {
    // For most of a year it was to be finished in August; then as much came as went, and ten dates have passed.
    const weeks = [...weeksOf(44, { delivered: 2 }), ...weeksOf(16, { delivered: 2, added: 2 })]
    const { work } = flowingPlan([
      { id: 'core', items: flowingWork(weeks, 4) },
      { id: 'kept', items: steadyUntil(14, 0) },
    ])
    const calibration = calibrate(work, AFTER - 1)
    expect(calibration.of('core')).toMatchObject({ over: 'deliverable', p85: { of: 10, held: 0 } })
    expect(calibration.of('kept')).toMatchObject({ over: 'plan', p85: { of: 13, held: 3 } })
  })

  it('counts what the plan says is done only where all its items are', () => {
    const done = { id: 'core', status: 'done' as const }
    expect(calibrationOf([{ ...done, items: steadyUntil(14, 0) }])).toMatchObject({ p50: { of: 3, held: 3 } })
    expect(calibrationOf([{ ...done, items: steadyUntil(28, 2) }])).toBeNull()
  })
})
