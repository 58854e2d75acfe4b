import { NotFoundError, ValidationError } from '@throughline/errors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekOf } from '../calendar/iso-week.ts'
import { planNodes } from '../document/plan-nodes.ts'
import { measurePlan } from '../measure/plan-progress.ts'
import { type PlanWork, planWork } from '../measure/plan-work.ts'
import { aliveAt, progressOf } from '../measure/progress.ts'
import {
  anyPortfolio,
  day,
  LIFE_DAYS,
  linkTo,
  planOf,
  smallPlan,
  timeline,
  workItem,
} from '../measure/random-portfolio.fixture.ts'
import { burnUpOf } from './burn-up-of.ts'
import { firstWorkOf } from './find-node.ts'

const anySeries = fc.record({
  by: fc.constantFrom('day' as const, 'week' as const),
  from: fc.integer({ min: -3, max: 20 }).map(day),
  days: fc.integer({ min: 0, max: LIFE_DAYS }),
  hours: fc.nat(24),
})

describe('burnUpOf', () => {
  it('says at every point what progress measured as of its instant says, for every node', () => {
    fc.assert(
      fc.property(anyPortfolio, anySeries, ({ plan, items, links }, { by, from, days, hours }) => {
        const work = planWork(plan, items, links)
        const to = from + days * 86_400_000 + hours * 3_600_000
        const nodes = planNodes(plan).flatMap(({ objective, deliverables }) => [objective, ...deliverables])
        for (const node of [plan.id, ...nodes.map(({ id }) => id)]) {
          for (const point of burnUpOf({ work, node, by, from, to }).points) {
            const measured = measuredAt(work, node, Date.parse(point.at))
            expect(point.progress === null).toBe(measured.progress === null)
            expect(point.progress ?? 0).toBeCloseTo(measured.progress ?? 0, 12)
            expect([point.todo, point.inProgress, point.done, point.dropped].map((amount) => amount.items)).toEqual([
              measured.counts.todo,
              measured.counts.inProgress,
              measured.counts.done,
              measured.counts.dropped,
            ])
            expect(point.scope.weight).toBeCloseTo(measured.scope, 9)
            expect(point.done.weight).toBeCloseTo(measured.done, 9)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('has a point for every day or week, the last one partial where it has not ended', () => {
    const work = planWork(smallPlan({ timeZone: 'Europe/Berlin' }), [], [])
    const series = burnUpOf({ work, node: 'core', by: 'day', from: day(0), to: day(2) })
    expect(series.points.map(({ period, at, isPartial }) => [period, at, isPartial])).toEqual([
      ['2026-08-31', '2026-08-31T21:59:59.999Z', false],
      ['2026-09-01', '2026-09-01T21:59:59.999Z', false],
      ['2026-09-02', '2026-09-02T00:00:00.000Z', true],
    ])
    const weeks = burnUpOf({ work, node: 'core', by: 'week', from: day(0), to: day(20) })
    expect(weeks.points.map(({ period }) => period)).toEqual([0, 7, 14].map((days) => weekOf(day(days), 'UTC')))
  })

  it('weighs by points where all work does, and counts items where units are mixed', () => {
    const plan = planOf({
      plan: 'ehr-2027',
      title: 'Records',
      period: { start: '2026-09-01', end: '2027-08-31' },
      objectives: [
        {
          id: 'records',
          title: 'One record',
          deliverables: [
            { id: 'core', title: 'Core', weigh: 'points', due: '2027-03-31' },
            { id: 'index', title: 'Index', due: '2027-05-31', status: 'cancelled' },
            { id: 'empty', title: 'Empty', due: '2027-01-31' },
          ],
        },
      ],
    })
    const done = workItem({ estimate: 3, timeline: timeline(day(0), [day(2), 'done']) })
    const open = workItem({ estimate: 5, timeline: timeline(day(1)) })
    const other = workItem({ timeline: timeline(day(0), [day(1), 'dropped']) })
    const input = { by: 'day', from: day(0), to: day(3) - 1 } as const
    const work = planWork(plan, [done, open], linkTo('core', done, open))
    const forecasts = new Map([['core', { forecast: { p50: '2026-10-01', p85: null, p95: null }, basis: NO_BASIS }]])
    const core = burnUpOf({ ...input, work, node: 'core', forecasts })
    expect(core).toMatchObject({ kind: 'deliverable', unit: 'points', due: '2027-03-31', forecast: { p85: null } })
    expect(core.points.map(({ scope, done: finished }) => [scope.weight, finished.weight])).toEqual([
      [3, 0],
      [8, 0],
      [8, 3],
    ])
    expect(burnUpOf({ ...input, work, node: 'ehr-2027' })).toMatchObject({ unit: 'points', due: '2027-03-31' })
    const mixed = planWork(plan, [done, open, other], [...linkTo('core', done, open), ...linkTo('index', other)])
    const whole = burnUpOf({ ...input, work: mixed, node: 'records', forecasts })
    expect(whole).toMatchObject({ kind: 'objective', unit: 'items', forecast: null })
    expect(whole.points.at(-1)).toMatchObject({
      scope: { items: 2, weight: 2 },
      done: { items: 1, weight: 1 },
      dropped: { items: 1, weight: 1 },
      progress: 3 / 8 / 2,
    })
  })

  it('knows when the work of a node began', () => {
    const items = [workItem({ timeline: timeline(day(3)) }), workItem({ timeline: timeline(day(-400)) })]
    const work = planWork(smallPlan(), items, linkTo('core', ...items))
    expect(firstWorkOf(work, 'core')).toBe(day(-400))
    expect(firstWorkOf(planWork(smallPlan(), [], []), 'records')).toBeNull()
  })

  it('refuses a node that the plan does not have, and a range that is none or too long', () => {
    const work = planWork(smallPlan(), [], [])
    const ask = (node: string, from: number, to: number) => () => burnUpOf({ work, node, by: 'day', from, to })
    expect(ask('nope', day(0), day(1))).toThrow(NotFoundError)
    expect(ask('core', day(1), day(0))).toThrow(ValidationError)
    expect(ask('core', day(0), day(4_000))).toThrow(ValidationError)
  })
})

const NO_BASIS = { text: '', trials: 0, open: null, weeks: null, finished: null, isBorrowed: null, weekly: null }

/** The numbers of a node by the measures that every other number is made with. */
function measuredAt(work: PlanWork, node: string, at: number) {
  const { progress, objectives } = measurePlan(work, at)
  const found = objectives.filter(({ work: { objective } }) => node === work.plan.id || objective.id === node)
  const parts = found.length > 0 ? found : objectives
  const deliverables = parts
    .flatMap((objective) => objective.deliverables)
    .filter((part) => found.length > 0 || part.work.deliverable.id === node)
  const counting = deliverables.filter((part) => part.work.counted.length > 0)
  const isByPoints = counting.length > 0 && counting.every((part) => part.work.deliverable.weigh === 'points')
  const counts = { todo: 0, inProgress: 0, done: 0, dropped: 0 }
  let [scope, done] = [0, 0]
  for (const {
    work: { counted },
  } of deliverables) {
    const own = progressOf(counted, at, 'items').counts
    for (const state of ['todo', 'inProgress', 'done', 'dropped'] as const) counts[state] += own[state]
    const { alive, weightOf } = aliveAt(counted, at, isByPoints ? 'points' : 'items')
    for (const { item, isDone } of alive) {
      scope += weightOf(item)
      if (isDone) done += weightOf(item)
    }
  }
  const own = node === work.plan.id ? progress : ((found[0] ?? deliverables[0])?.progress ?? null)
  return { progress: own, counts, scope, done }
}
