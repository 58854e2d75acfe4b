import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planWork } from '../measure/plan-work.ts'
import { anyAsOf, anyPortfolio, day, shuffled, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import {
  AFTER,
  anyDeliverables,
  type FlowingDeliverable,
  flowingPlan,
  flowingWork,
  weeksOf,
} from './flowing-work.fixture.ts'
import { forecastPlan } from './forecast-plan.ts'

const steady = weeksOf(12, { delivered: 2 })
const all = (date: string | null) => ({ p50: date, p85: date, p95: date })

/** The forecasts of deliverables as of the end of Sunday, 2026-11-22. */
function forecasts(deliverables: readonly FlowingDeliverable[], document = {}) {
  return forecastPlan(flowingPlan(deliverables, document).work, AFTER - 1)
}

const forecastOf = (deliverable: Partial<FlowingDeliverable>, document = {}) =>
  forecasts([{ id: 'core', items: flowingWork(steady, 10), ...deliverable }], document).get('core')

describe('forecastPlan', () => {
  it('goes on at the pace of the weeks, from what is open', () => {
    expect(forecastOf({})).toEqual({
      forecast: all('2026-12-27'),
      basis: {
        text: '10,000 trials draw from its last 12 complete weeks with 24 finished items: 2 items delivered, 0 items added and 0 items dropped a week, for 10 items open.',
        trials: 10_000,
        open: 10,
        weeks: 12,
        finished: 24,
        isBorrowed: false,
        weekly: { delivered: 2, added: 0, dropped: 0 },
      },
    })
  })

  it('counts the growth of the scope against it, and what is dropped for it', () => {
    const growing = weeksOf(12, { delivered: 3, added: 2, dropped: 1 })
    expect(forecastOf({ items: flowingWork(growing, 10) })?.forecast).toEqual(all('2026-12-27'))
    const losing = weeksOf(12, { delivered: 2, added: 2 })
    expect(forecastOf({ items: flowingWork(losing, 10) })?.forecast).toEqual(all(null))
  })

  it('has no p95, or no p85, where so many trials never finish', () => {
    // One item goes in five weeks of twelve and comes in six: by the gambler's ruin, 5/6 of the trials ever finish.
    const weeks = [...weeksOf(6, { added: 1 }), ...weeksOf(1, {}), ...weeksOf(5, { delivered: 1 })]
    const { forecast } = forecastOf({ items: flowingWork(weeks, 1) }) ?? {}
    expect(forecast).toEqual({ p50: expect.any(String), p85: null, p95: null })
  })

  it('weighs by points where the deliverable does', () => {
    const items = flowingWork(steady, 10).map((item, index) => ({ ...item, estimate: index < 24 ? 5 : 2 }))
    expect(forecastOf({ items, weigh: 'points' })?.forecast).toEqual(all('2026-12-06'))
  })

  it('gives another deliverable draws of its own', () => {
    const weeks = Array.from({ length: 12 }, (_, index) => ({ delivered: index % 4 }))
    const twins = forecasts([
      { id: 'one', items: flowingWork(weeks, 60) },
      { id: 'two', items: flowingWork(weeks, 60) },
      { id: 'after', items: flowingWork(weeks, 60), dependsOn: ['one', 'two'] },
    ])
    const p50 = (id: string) => twins.get(id)?.forecast?.p50 ?? ''
    // The later of three draws is later than any of them usually is: were the draws the same, so would the dates be.
    expect(p50('after') > p50('one')).toBe(true)
  })
})

describe('a forecast with too little history', () => {
  const young = flowingWork(weeksOf(3, { delivered: 1, added: 1 }), 5)

  it('borrows the objective’s weeks, scaled by its part of what is open there, and says so', () => {
    const neighbour = { id: 'other', items: flowingWork(weeksOf(12, { delivered: 7 }), 15) }
    const found = forecasts([{ id: 'core', items: flowingWork([], 5) }, neighbour]).get('core')
    // A quarter of what is open: 7 / 4 items a week for 5 items.
    expect(found?.forecast).toEqual(all('2026-12-12'))
    expect(found?.basis).toMatchObject({ weeks: 12, finished: 84, isBorrowed: true, weekly: { delivered: 1.75 } })
    expect(found?.basis.text).toContain(
      'scaled to its 25.0 % of what is open there, because its own history is too thin (12 complete weeks with 0 finished items)',
    )
  })

  it('leaves a cancelled deliverable out of the objective, and takes the objective in the deliverable’s own unit', () => {
    const points = { id: 'points', weigh: 'points' as const }
    const neighbour = flowingWork(weeksOf(12, { delivered: 7 }), 15).map((item) => ({ ...item, estimate: 2 }))
    const found = forecasts([
      { ...points, items: flowingWork([], 5).map((item) => ({ ...item, estimate: 6 })) },
      { id: 'other', items: neighbour },
      { id: 'gone', items: flowingWork(weeksOf(12, { delivered: 50 }), 500), status: 'cancelled' },
    ]).get('points')
    // 30 of 60 points are open here, and 7 items of 2 points a week are delivered there.
    expect(found?.basis).toMatchObject({ open: 30, weekly: { delivered: 7 } })
  })

  it.each([
    ['that the plan says is done', { status: 'done' as const }],
    ['whose progress is entered by hand', { progress: 'manual' as const }],
  ])('shares the pace with no leftovers of one %s, and keeps what that one delivered', (_, left) => {
    const core = { id: 'core', items: flowingWork([], 10) }
    const neighbour = { id: 'other', items: flowingWork(weeksOf(12, { delivered: 5 }), 0) }
    const alone = forecasts([core, neighbour]).get('core')
    expect(alone?.forecast).toEqual(all('2026-12-06'))
    const beside = forecasts([core, neighbour, { id: 'left', items: flowingWork([], 90), ...left }]).get('core')
    expect(beside).toEqual(alone)
    const helped = forecasts([core, { id: 'left', items: flowingWork(weeksOf(12, { delivered: 5 }), 90), ...left }])
    expect(helped.get('core')?.forecast).toEqual(all('2026-12-06'))
  })

  it('is refused with the reason where the objective has too little as well', () => {
    const found = forecastOf({ items: young })
    expect(found?.forecast).toBeNull()
    expect(found?.basis).toMatchObject({ trials: 0, open: null, weekly: null })
    expect(found?.basis.text).toMatch(/^The history is too thin: 12 complete weeks with 3 finished items, and 12/)
  })

  it.each([
    ['It is done.', { items: flowingWork(steady, 0) }],
    ['The plan says that it is cancelled.', { status: 'cancelled' as const }],
    ['The plan says that it is done.', { status: 'done' as const }],
    ['Its progress is entered by hand: there is no work to forecast from.', { progress: 'manual' as const }],
    ['No work is linked to it.', { items: [] }],
    ['None of its 1 linked item existed yet.', { items: [workItem({ timeline: timeline(AFTER) })] }],
    ['All its items are dropped (2).', { items: flowingWork([{ dropped: 2 }], 0) }],
    ['What is open in it weighs nothing.', { items: [workItem({ estimate: 0 })], weigh: 'points' as const }],
  ])('says why there is none: %s', (text, deliverable) => {
    expect(forecastOf(deliverable)).toMatchObject({ forecast: null, basis: { text, trials: 0 } })
  })
})

describe('dependencies', () => {
  const slow = { id: 'slow', items: flowingWork(steady, 20) }

  it('hold a deliverable back until what it waits for is finished', () => {
    const found = forecasts([slow, { id: 'quick', items: flowingWork(steady, 2), dependsOn: ['slow'] }])
    expect(found.get('quick')?.forecast).toEqual(all('2027-01-31'))
    expect(found.get('quick')?.basis.text).toMatch(/ It does not finish before “The slow”\.$/)
    expect(found.get('slow')?.forecast).toEqual(all('2027-01-31'))
  })

  it.each([
    ['cancelled', { status: 'cancelled' as const }],
    ['done by the plan’s word', { status: 'done' as const }],
    ['done', { items: flowingWork(steady, 0) }],
    ['dropped as a whole', { items: flowingWork([{ dropped: 2 }], 0) }],
  ])('do not hold back where they are %s', (_, other) => {
    const found = forecasts([
      { ...slow, ...other },
      { id: 'quick', items: flowingWork(steady, 2), dependsOn: ['slow'] },
    ])
    expect(found.get('quick')?.forecast).toEqual(all('2026-11-29'))
    expect(found.get('quick')?.basis.text).not.toContain('The slow')
  })

  it('without a forecast are named, because they are not considered', () => {
    const found = forecasts([
      { ...slow, progress: 'manual' },
      { id: 'quick', items: flowingWork(steady, 2), dependsOn: ['slow'] },
    ])
    expect(found.get('quick')?.forecast).toEqual(all('2026-11-29'))
    expect(found.get('quick')?.basis.text).toContain(
      'It waits for “The slow”, which has no forecast of its own and is not considered.',
    )
  })

  it('hold back what waits for them through one without a forecast', () => {
    const found = forecasts([
      slow,
      { id: 'between', items: [], progress: 'manual', dependsOn: ['slow'] },
      { id: 'quick', items: flowingWork(steady, 2), dependsOn: ['between'] },
    ])
    expect(found.get('between')?.forecast).toBeNull()
    expect(found.get('quick')?.forecast).toEqual(all('2027-01-31'))
    expect(found.get('quick')?.basis.text).toMatch(
      / It waits for “The between”, which has no forecast of its own, but waits for “The slow”: it does not finish before that\.$/,
    )
  })

  it('never finish later than what waits for them', () => {
    const late = (date: string | null | undefined) => date ?? '9999-12-31'
    fc.assert(
      fc.property(anyDeliverables, (deliverables) => {
        const found = forecastPlan(flowingPlan(deliverables).work, AFTER - 1, { trials: 300 })
        for (const { id, dependsOn = [] } of deliverables) {
          const own = found.get(id)?.forecast
          for (const other of own == null ? [] : [dependsOn].flat()) {
            const first = found.get(other)?.forecast
            for (const part of ['p50', 'p85', 'p95'] as const) {
              if (first != null) expect(late(first[part]) <= late(own?.[part])).toBe(true)
            }
          }
        }
      }),
    )
  })
})

describe('the calendar', () => {
  const calendar = { holidays: [{ date: '2026-12-21', until: '2027-01-01' }] }

  it('lets days off pass, and takes a week with fewer working days for the part of a week that it is', () => {
    expect(forecastOf({}, { calendar: {} })?.forecast).toEqual(all('2026-12-25'))
    expect(forecastOf({}, { calendar })?.forecast).toEqual(all('2027-01-08'))
  })

  it('makes no fast week of a short one, and draws what the basis says a full week brings', () => {
    const oneDay = [
      { date: '2026-10-05', until: '2026-10-08' },
      { date: '2026-11-09', until: '2026-11-12' },
    ]
    const found = forecastOf({ items: flowingWork(steady, 100) }, { calendar: { holidays: oneDay } })
    // 24 items in 52 working days: 2.3 in five, so that 100 take 217 days.
    expect(found?.forecast).toEqual(all('2027-09-21'))
    expect(found?.basis.weekly?.delivered).toBeCloseTo((24 / 52) * 5, 12)
    expect(found?.basis.text).toContain(
      '2.3 items delivered, 0 items added and 0 items dropped a full week (holidays left 52 of 60 working days), for 100',
    )
  })

  it('takes what short weeks of the past brought for what full ones would have', () => {
    const fourDays = [84, 77, 70, 63, 56, 49, 42, 35, 28, 21, 14, 7].map((back) => ({ date: isoDay(84 - back) }))
    expect(forecastOf({}, { calendar: { holidays: fourDays } })?.forecast).toEqual(all('2026-12-18'))
  })

  it('leaves weeks without a working day out of the history, and refuses one that is left too thin', () => {
    // Work that was done in weeks of holidays alone says nothing about weeks of work.
    const off = (weeks: number) => ({ calendar: { holidays: [{ date: isoDay(21), until: isoDay(20 + weeks * 7) }] } })
    const spared = forecastOf({}, off(6))
    expect(spared?.forecast).toEqual(all('2026-12-25'))
    expect(spared?.basis).toMatchObject({ weeks: 6, finished: 12, weekly: { delivered: 2 } })
    const thin = forecastOf({}, off(7))
    expect(thin?.forecast).toBeNull()
    expect(thin?.basis.text).toMatch(/^The history is too thin: 5 complete weeks with 10 finished items, and 5/)
    const never = forecastOf({}, { calendar: { holidays: [{ date: isoDay(0), until: isoDay(83) }] } })
    expect(never?.forecast).toBeNull()
    expect(never?.basis.text).toMatch(/^The history is too thin: 0 complete weeks with 0 finished items, and 0/)
  })

  it('never brings a date forward by another holiday to come', () => {
    const anyHoliday = fc.integer({ min: 84, max: 300 }).map((days) => ({ date: isoDay(days) }))
    fc.assert(
      fc.property(anyDeliverables, fc.array(anyHoliday), fc.array(anyHoliday), (deliverables, some, more) => {
        const dates = (holidays: typeof some) =>
          [
            ...forecastPlan(flowingPlan(deliverables, { calendar: { holidays } }).work, AFTER - 1, {
              trials: 100,
            }).values(),
          ].flatMap(({ forecast }) =>
            forecast === null ? [] : [forecast.p50, forecast.p85].map((date) => date ?? '9999'),
          )
        const later = dates([...some, ...more])
        expect(dates(some).every((date, index) => date <= (later[index] ?? ''))).toBe(true)
      }),
    )
  })

  it('holds work that nobody has begun until its start', () => {
    const idle = (start: string) => {
      const neighbour = { id: 'other', items: flowingWork(weeksOf(12, { delivered: 2 }), 10) }
      return forecasts([{ id: 'core', start, items: flowingWork([], 10) }, neighbour]).get('core')?.forecast?.p50
    }
    expect([idle('2026-11-01'), idle('2026-11-23'), idle('2026-11-24')]).toEqual([
      '2027-01-31',
      '2027-01-31',
      '2027-02-01',
    ])
    expect(forecastOf({ start: '2027-01-01' })?.forecast?.p50).toBe('2026-12-27')
  })
})

describe('every forecast', () => {
  it('has its dates in order, after the day it is of', () => {
    fc.assert(
      fc.property(anyDeliverables, (deliverables) => {
        for (const { forecast } of forecastPlan(flowingPlan(deliverables).work, AFTER - 1, { trials: 300 }).values()) {
          if (forecast === null) continue
          const dates = [forecast.p50, forecast.p85, forecast.p95].map((date) => date ?? '9999-12-31')
          expect(dates).toEqual(dates.toSorted())
          expect((dates[0] ?? '') > '2026-11-22').toBe(true)
        }
      }),
    )
  })

  it('is the same for the same question, whatever the order of items and links, and another on another day', () => {
    fc.assert(
      fc.property(anyDeliverables, fc.nat(1000), (deliverables, seed) => {
        const { work, items, links } = flowingPlan(deliverables)
        const again = planWork(work.plan, shuffled(items, seed), shuffled(links, seed + 1))
        expect(forecastPlan(again, AFTER - 1, { trials: 100 })).toEqual(forecastPlan(work, AFTER - 1, { trials: 100 }))
      }),
    )
  })

  it('knows no item created and no move made after its instant', () => {
    fc.assert(
      fc.property(anyPortfolio, anyDeliverables, anyAsOf, ({ plan, items, links }, deliverables, at) => {
        const known = (all: typeof items) =>
          all
            .filter((item) => item.createdAt <= at)
            .map((item) => workItem({ ...item, timeline: item.timeline.filter((move) => move.at <= at) }))
        const flowing = flowingPlan(deliverables)
        for (const given of [
          { plan, items, links },
          { ...flowing, plan: flowing.work.plan },
        ]) {
          const forecast = (all: typeof items) =>
            [...forecastPlan(planWork(given.plan, all, given.links), at, { trials: 50 })].map(([id, { forecast }]) => [
              id,
              forecast,
            ])
          expect(forecast(known(given.items))).toEqual(forecast(given.items))
        }
      }),
    )
  })
})

function isoDay(days: number): string {
  return new Date(day(days)).toISOString().slice(0, 10)
}
