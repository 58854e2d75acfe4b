import { describe, expect, it } from 'vitest'
import type { PlanDocument } from '../document/plan.ts'
import { AFTER, type FlowingDeliverable, flowingPlan, flowingWork, weeksOf } from '../forecast/flowing-work.fixture.ts'
import { outlookOf } from './outlook.ts'
import { day, timeline, workItem } from './random-portfolio.fixture.ts'
import { roadmapOf } from './roadmap.ts'

const steady = weeksOf(12, { delivered: 2 })
/** Of two weeks one brings four items and one nothing: p50 and p85 are weeks apart. */
const uneven = Array.from({ length: 12 }, (_, index) => ({ delivered: index % 2 === 0 ? 0 : 4 }))

/** The first deliverable of a roadmap as of the end of Sunday, 2026-11-22, which was Monday's report. */
function shown(deliverable: Partial<FlowingDeliverable>, document: Partial<PlanDocument> = {}, asOf = AFTER - 1) {
  return shownIn([{ id: 'core', items: flowingWork(steady, 10), ...deliverable }], document, asOf)
}

function shownIn(deliverables: readonly FlowingDeliverable[], document: Partial<PlanDocument> = {}, asOf = AFTER - 1) {
  const at = AFTER - 1
  const { work, items, links } = flowingPlan(deliverables, document)
  const { plan } = work
  const outlook = outlookOf({ plan, items, links, at })
  return roadmapOf(work, { plan, version: 1, asOf, now: at, outlook }).objectives[0]?.deliverables[0]
}

const healthOf = (...given: Parameters<typeof shown>) => shown(...given)?.health
const healthIn = (...given: Parameters<typeof shownIn>) => shownIn(...given)?.health

describe('health by the forecast', () => {
  it('is off track when half of the trials finish only after the due date', () => {
    expect(healthOf({ due: '2026-12-27' })?.status).toBe('on_track')
    expect(healthOf({ due: '2026-12-26' })).toEqual({
      status: 'off_track',
      reasons: ['It is due on 2026-12-26, and half of the forecast’s trials finish only by 2026-12-27.'],
    })
  })

  it('is at risk when 85 % of them do', () => {
    const { forecast } = shown({ items: flowingWork(uneven, 10) }) ?? {}
    expect(forecast?.p50 && forecast.p85 && forecast.p50 < forecast.p85).toBe(true)
    expect(healthOf({ items: flowingWork(uneven, 10), due: forecast?.p85 ?? '' })?.status).toBe('on_track')
    expect(healthOf({ items: flowingWork(uneven, 10), due: forecast?.p50 ?? '' })).toEqual({
      status: 'at_risk',
      reasons: [`It is due on ${forecast?.p50}, and 85 % of the forecast’s trials finish only by ${forecast?.p85}.`],
    })
  })

  it('takes trials that never finish for later than any date', () => {
    const stuck = weeksOf(12, { delivered: 1, added: 1 })
    expect(healthOf({ items: flowingWork(stuck, 10), due: '2027-08-31' })).toEqual({
      status: 'off_track',
      reasons: ['It is due on 2027-08-31, and fewer than half of the forecast’s trials ever finish.'],
    })
    // A plan without a due date cannot be late.
    expect(healthOf({ items: flowingWork(stuck, 10) })?.status).toBe('on_track')
  })
})

describe('health by the forecast of what is waited for', () => {
  /** Ten items at two a week: p50 is 2026-12-27. */
  const slow = { id: 'slow', items: flowingWork(steady, 10) }
  /** Work by hand has no forecast of its own that would be late. */
  const byHand: FlowingDeliverable = {
    id: 'core',
    items: [],
    progress: 'manual',
    entries: [{ date: '2026-11-01', progress: 0 }],
  }
  const waiting = (dates: Partial<FlowingDeliverable>, other: Partial<FlowingDeliverable> = {}) =>
    healthIn([
      { ...byHand, dependsOn: ['slow'], ...dates },
      { ...slow, ...other },
    ])

  it('is at risk when half of its trials finish only after the start or the due date', () => {
    expect(waiting({ start: '2026-12-26' })).toEqual({
      status: 'at_risk',
      reasons: [
        'It starts on 2026-12-26 and waits for “The slow”, of whose forecast’s trials half finish only by 2026-12-27.',
      ],
    })
    expect(waiting({ due: '2026-12-26' })?.reasons).toEqual([
      'It is due on 2026-12-26 and waits for “The slow”, of whose forecast’s trials half finish only by 2026-12-27.',
    ])
    expect(waiting({ start: '2026-12-27', due: '2026-12-27' })?.status).toBe('not_started')
  })

  it('is at risk when fewer than half ever finish, whatever the plan says is due', () => {
    const stuck = flowingWork(weeksOf(12, { delivered: 1, added: 1 }), 10)
    expect(waiting({ start: '2027-06-01' }, { items: stuck, due: '2027-05-31' })?.reasons).toEqual([
      'It starts on 2027-06-01 and waits for “The slow”, of whose forecast’s trials fewer than half ever finish.',
    ])
  })

  it('says each late dependency once, by its due date where that is late already', () => {
    expect(waiting({ start: '2026-12-20' }, { due: '2026-12-23' })?.reasons).toEqual([
      'It starts on 2026-12-20 and waits for “The slow”, which is due only on 2026-12-23.',
    ])
  })
})

describe('health by the growth of the scope', () => {
  const growing = [...weeksOf(8, { delivered: 2 }), ...weeksOf(4, { delivered: 1, added: 3, dropped: 1 })]

  it('is at risk when it grew faster than work was delivered over the last four weeks', () => {
    expect(healthOf({ items: flowingWork(growing, 10) })).toEqual({
      status: 'at_risk',
      reasons: ['Over the last 4 weeks its scope grew by 8 items, and delivered were 4 items.'],
    })
    const even = [...weeksOf(8, { delivered: 2 }), ...weeksOf(4, { delivered: 2, added: 3, dropped: 1 })]
    expect(healthOf({ items: flowingWork(even, 10) })?.status).toBe('on_track')
  })

  it('is judged over as many weeks as the plan says', () => {
    expect(healthOf({ items: flowingWork(growing, 10) }, { health: { growthWeeks: 12 } })?.status).toBe('on_track')
  })

  it('is judged by the weeks before the present, whatever instant is asked for', () => {
    expect(healthOf({ items: flowingWork(growing, 10) }, {}, AFTER + 40 * 86_400_000)?.reasons).toEqual([
      'Over the last 4 weeks its scope grew by 8 items, and delivered were 4 items.',
    ])
  })

  it('does not take for growth what the work began with, nor what is planned before its start', () => {
    const begun = flowingWork([{ added: 12, delivered: 1 }, {}, { added: 1 }, { delivered: 1 }], 11)
    expect(healthOf({ items: begun })?.status).toBe('on_track')
    const items = [day(-90), day(60), day(70)].map((at) => workItem({ timeline: timeline(at) }))
    expect(healthOf({ items, start: '2026-12-01' })?.status).toBe('not_started')
    expect(healthOf({ items, start: '2026-11-01' })?.status).toBe('at_risk')
  })
})

describe('health by KPIs', () => {
  const kpi = { id: 'done', title: 'Items done', baseline: 0, target: 1000, tolerance: 0, direction: 'up' as const }
  const period = { start: '2026-01-01', end: '2026-09-30' }
  const withKpi = (more: object) => ({
    period,
    kpis: [{ ...kpi, measure: { metric: 'items.done' as const }, ...more }],
  })

  it('is at risk while a KPI of its objective is off track, by the last complete week', () => {
    expect(healthOf({}, withKpi({ objective: 'o' }))).toEqual({
      status: 'at_risk',
      reasons: ['The KPI “Items done” is off track in week 2026-W47.'],
    })
    const measured = { measure: { metric: 'items.done' as const, where: { objective: 'o' } } }
    expect(healthOf({}, withKpi(measured))?.status).toBe('at_risk')
  })

  it('is at risk while a ratio is off track of which only a part is measured over it', () => {
    const ratio = (where: object, side: 'of' | 'to' = 'of') => {
      const other = side === 'of' ? 'to' : 'of'
      const parts = { [side]: { metric: 'items.done' as const, where }, [other]: 'items.done' as const }
      return { measure: { metric: 'ratio' as const, ...parts } }
    }
    const steadily = { id: 'core', items: flowingWork(steady, 10) }
    expect(healthIn([steadily], withKpi(ratio({ deliverable: 'core' })))?.reasons).toEqual([
      'The KPI “Items done” is off track in week 2026-W47.',
    ])
    expect(healthIn([steadily], withKpi(ratio({ objective: 'o' }, 'to')))?.status).toBe('at_risk')
    const neighbour = { id: 'other', items: flowingWork(steady, 10) }
    expect(healthIn([steadily, neighbour], withKpi(ratio({ deliverable: 'other' })))?.status).toBe('on_track')
  })

  it('looks at KPIs neither of the whole plan nor of another deliverable, nor at those on track', () => {
    expect(healthOf({}, withKpi({}))?.status).toBe('on_track')
    expect(healthOf({}, withKpi({ objective: 'o', target: 1 }))?.status).toBe('on_track')
    const of = (deliverable: string) => ({ measure: { metric: 'items.done' as const, where: { deliverable } } })
    expect(healthOf({}, withKpi({ objective: 'o', ...of('other') }))?.status).toBe('on_track')
    expect(healthOf({}, withKpi(of('core')))?.status).toBe('at_risk')
  })
})

describe('a roadmap with an outlook', () => {
  it('shows the forecast, what it stands on, and how often such dates held', () => {
    const { work, items, links } = flowingPlan([
      { id: 'core', items: flowingWork(steady, 10) },
      { id: 'done', items: flowingWork([...weeksOf(22, { delivered: 2 }), ...weeksOf(2, {})], 0) },
    ])
    const { plan } = work
    const given = { plan, version: 1, asOf: AFTER - 1, now: AFTER - 1 }
    const outlook = outlookOf({ plan, items, links, at: AFTER - 1 })
    const [core, done] = roadmapOf(work, { ...given, outlook }).objectives[0]?.deliverables ?? []
    expect(core).toMatchObject({
      forecast: { p50: '2026-12-27', p85: '2026-12-27', p95: '2026-12-27' },
      forecastBasis: { weeks: 12, isBorrowed: false, trials: 10_000 },
      calibration: { over: 'plan', p85: { of: 3, held: 3 } },
    })
    expect(done).toMatchObject({ forecast: null, forecastBasis: { text: 'It is done.' }, calibration: null })
    const [without] = roadmapOf(work, given).objectives[0]?.deliverables ?? []
    expect(without).toMatchObject({ forecast: null, forecastBasis: null, calibration: null })
  })
})
