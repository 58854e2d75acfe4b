import { NotFoundError } from '@throughline/errors'
import { describe, expect, it } from 'vitest'
import type { PlanDocument } from '../document/plan.ts'
import { deliverableItems } from './deliverable-items.ts'
import type { DataFreshness } from './health-context.ts'
import { day, linkTo, planOf, smallPlan, timeline, workItem } from './random-portfolio.fixture.ts'
import { measureRoadmap } from './roadmap.ts'

type DeliverableInput = NonNullable<PlanDocument['objectives'][number]['deliverables']>[number]

const items = [
  workItem({ timeline: timeline(day(0), [day(1), 'in_progress'], [day(9), 'done']) }),
  workItem({ timeline: timeline(day(0), [day(8), 'in_progress']) }),
  workItem({ timeline: timeline(day(0)) }),
]

/** The health of one deliverable with three items: one done, one in progress, one todo. */
function healthOf(
  deliverable: Partial<DeliverableInput>,
  given: { at?: number; now?: number; data?: DataFreshness; work?: typeof items; others?: DeliverableInput[] } = {},
) {
  const plan = smallPlan({
    objectives: [
      {
        id: 'records',
        title: 'One record',
        deliverables: [{ id: 'core', title: 'Core live', ...deliverable }, ...(given.others ?? [])],
      },
    ],
  })
  const at = given.at ?? day(10)
  const work = given.work ?? items
  const data = given.data === undefined ? {} : { data: given.data }
  const links = linkTo('core', ...work)
  const roadmap = measureRoadmap({ plan, version: 1, items: work, links, asOf: at, now: given.now ?? at, ...data })
  return roadmap.objectives[0]?.deliverables[0]?.health
}

describe('health of a deliverable', () => {
  const allDone = [workItem({ timeline: timeline(day(0), [day(1), 'done']) })]

  it('is done when the plan says so or all its items are, even when it is overdue', () => {
    expect(healthOf({ status: 'done' })?.status).toBe('done')
    expect(healthOf({ due: '2026-09-05' }, { work: allDone })).toEqual({
      status: 'done',
      reasons: ['Its only item is done.'],
    })
  })

  it('says that items of 0 points are open where all points are done', () => {
    const worth = (estimate: number, ...moves: Parameters<typeof timeline>[1][]) =>
      workItem({ estimate, timeline: timeline(day(0), ...moves) })
    const reasonOf = (...work: typeof items) => healthOf({ weigh: 'points' }, { work })
    const [done, none] = [worth(3, [day(1), 'done']), worth(0)]
    expect(reasonOf(done, none, worth(0))).toEqual({
      status: 'done',
      reasons: ['All points are done; 2 items of 0 points are open.'],
    })
    expect(reasonOf(done, none)?.reasons).toEqual(['All points are done; 1 item of 0 points is open.'])
    expect(reasonOf(done, worth(0, [day(2), 'done']))?.reasons).toEqual(['All 2 items are done.'])
  })

  it('is cancelled when the plan says so', () => {
    expect(healthOf({ status: 'cancelled' })?.status).toBe('cancelled')
  })

  it('is unknown without linked work, and while data is missing or old', () => {
    expect(healthOf({}, { work: [] })?.status).toBe('unknown')
    expect(healthOf({}, { data: { coverage: 0.5, oldestSyncAt: day(10) } })?.reasons).toEqual([
      'Only 50.0 % of what the tools show has been read (100.0 % needed).',
    ])
    expect(healthOf({}, { data: { coverage: 1, oldestSyncAt: day(8) } })?.reasons).toEqual([
      'The data is 48 hours old (at most 24).',
    ])
    expect(healthOf({}, { data: { coverage: 1, oldestSyncAt: day(9) } })?.status).toBe('on_track')
  })

  it('is off track from the end of its last day on', () => {
    expect(healthOf({ due: '2026-09-09' }, { at: day(10) - 1 })?.status).toBe('on_track')
    expect(healthOf({ due: '2026-09-09' })).toEqual({
      status: 'off_track',
      reasons: ['It was due on 2026-09-09, 1 day ago, and 2 items of 3 are open.'],
    })
  })

  it('is at risk when nothing has moved for 14 days', () => {
    expect(healthOf({}, { at: day(23) - 1 })?.status).toBe('on_track')
    expect(healthOf({}, { at: day(23) })).toEqual({
      status: 'at_risk',
      reasons: ['Nothing has moved for 14 days (at risk from 14), and 2 items of 3 are open.'],
    })
  })

  it('asserts nothing about movement after the present, only what is due by then', () => {
    const ahead = { at: day(50), now: day(10) }
    expect(healthOf({}, ahead)).toEqual({
      status: 'on_track',
      reasons: ['1 of 3 items are done; the last move was 1 day ago.'],
    })
    const untouched = [workItem({ timeline: timeline(day(0)) })]
    expect(healthOf({ start: '2026-10-01' }, { ...ahead, now: day(14), work: untouched })?.status).toBe('not_started')
    expect(healthOf({ due: '2026-10-01' }, ahead)?.status).toBe('off_track')
    expect(healthOf({}, { at: day(50), now: day(23) })?.reasons).toEqual([
      'Nothing has moved for 14 days (at risk from 14), and 2 items of 3 are open.',
    ])
  })

  it('is at risk while it waits for something that is late', () => {
    const others = [{ id: 'identity', title: 'Identity', due: '2026-10-20' }]
    const waiting = (dates: Partial<DeliverableInput>) => healthOf({ ...dates, dependsOn: ['identity'] }, { others })
    expect(waiting({ start: '2026-10-15' })?.reasons).toEqual([
      'It starts on 2026-10-15 and waits for “Identity”, which is due only on 2026-10-20.',
    ])
    expect(waiting({ due: '2026-10-19' })?.status).toBe('at_risk')
    expect(waiting({ start: '2026-10-20', due: '2026-10-20' })?.status).toBe('on_track')
  })

  it('is not started before any item is, and waits quietly for a start that is still to come', () => {
    const untouched = [workItem({ timeline: timeline(day(0)) })]
    expect(healthOf({}, { work: untouched })?.status).toBe('not_started')
    expect(healthOf({}, { work: untouched, at: day(40) })?.status).toBe('at_risk')
    expect(healthOf({ start: '2026-12-01' }, { work: untouched, at: day(40) })?.status).toBe('not_started')
  })

  it('follows the entries of manual progress', () => {
    const entries = [{ date: '2026-09-09', progress: 0.25 }]
    expect(healthOf({ progress: 'manual', entries })?.reasons).toEqual([
      'Its newest entry, of 2026-09-09, says 25.0 %.',
    ])
    expect(healthOf({ progress: 'manual', entries }, { at: day(9) })?.status).toBe('on_track')
    expect(healthOf({ progress: 'manual', entries }, { at: day(9) - 1 })?.status).toBe('unknown')
  })
})

describe('a roadmap', () => {
  const plan = planOf({
    plan: 'ehr-2027',
    title: 'Electronic health records',
    timeZone: 'Europe/Berlin',
    period: { start: '2026-09-01', end: '2027-08-31' },
    objectives: [
      {
        id: 'records',
        title: 'One record',
        weight: 2,
        links: [{ project: 'EHR' }],
        deliverables: [
          { id: 'core', title: 'Core', due: '2027-03-31' },
          { id: 'wiring', title: 'Wiring', progress: 'manual', entries: [{ date: '2026-09-09', progress: 1 }] },
          { id: 'empty', title: 'Empty' },
          { id: 'stopped', title: 'Stopped', status: 'cancelled' },
        ],
      },
      { id: 'bare', title: 'Bare' },
    ],
  })
  const roadmap = measureRoadmap({
    plan,
    version: 3,
    items,
    links: linkTo('core', ...items),
    asOf: day(10),
    now: day(10),
  })

  it('counts a deliverable without work as 0, leaves a cancelled one out, and says on how much it stands', () => {
    const [records, bare] = roadmap.objectives
    expect(records?.progress).toBeCloseTo((1 / 3 + 1 + 0 + 0) / 4, 12)
    expect(records?.measured).toEqual({ of: 5, with: 2 })
    expect(bare).toMatchObject({ progress: null, measured: { of: 0, with: 0 }, health: { status: 'unknown' } })
    expect(roadmap.progress).toBe(records?.progress)
    expect(roadmap.measured).toEqual({ of: 5, with: 2 })
  })

  it('shows links of an objective as its direct deliverable, last', () => {
    expect(roadmap.objectives[0]?.deliverables.map(({ id }) => id)).toEqual([
      'core',
      'wiring',
      'empty',
      'stopped',
      'records.direct',
    ])
  })

  it('takes the worst health of the parts that are neither done nor cancelled', () => {
    expect(roadmap.objectives[0]?.health).toEqual({
      status: 'unknown',
      reasons: ['2 of 5 deliverables are unknown: “Empty”, “One record (linked directly)”.'],
    })
    expect(roadmap.health.status).toBe('unknown')
  })

  it('is plain JSON with instants in UTC', () => {
    expect(JSON.parse(JSON.stringify(roadmap))).toEqual(roadmap)
    expect(roadmap).toMatchObject({ plan: 'ehr-2027', version: 3, asOf: '2026-09-10T00:00:00.000Z' })
    expect(roadmap.objectives[0]?.deliverables[0]).toMatchObject({
      counts: { todo: 1, inProgress: 1, done: 1, dropped: 0 },
      due: '2027-03-31',
      start: null,
      forecast: null,
    })
  })
})

describe('deliverableItems', () => {
  it('lists what existed with its state then, and what counted with its weight', () => {
    const later = workItem({ timeline: timeline(day(20)) })
    const pull = workItem({ kind: 'pull_request' })
    const all = [later, pull, ...items]
    const listed = deliverableItems({
      plan: smallPlan(),
      deliverable: 'core',
      items: all,
      links: linkTo('core', ...all),
      asOf: day(8),
    })
    expect(listed.map(({ item, counted, weight }) => [item.id, item.state, counted, weight])).toEqual([
      ...items.map(({ id }, index) => [id, index === 2 ? 'todo' : 'in_progress', true, 1]),
      [pull.id, 'todo', false, null],
    ])
    expect(listed[0]?.link).toEqual({ rule: 'field', detail: 'project EHR' })
  })

  it('refuses a deliverable that the plan does not have', () => {
    expect(() => deliverableItems({ plan: smallPlan(), deliverable: 'nope', items: [], links: [], asOf: 0 })).toThrow(
      NotFoundError,
    )
  })
})
