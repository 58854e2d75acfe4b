import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeWeeks } from '../calendar/complete-weeks.ts'
import { weekBounds, weekOf } from '../calendar/iso-week.ts'
import { planWork } from '../measure/plan-work.ts'
import { anyAsOf, anyPortfolio, day, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { flowOf, joinFlows } from './work-flow.ts'

const span = (at: number, count = 12, timeZone = 'UTC') => ({ at, weeks: completeWeeks(at, count, timeZone) })

describe('completeWeeks', () => {
  it('has the week of a Sunday behind it at the end of that Sunday, and not a millisecond before', () => {
    const sunday = weekBounds('2026-W47', 'Europe/Berlin').end
    expect(completeWeeks(sunday - 1, 2, 'Europe/Berlin').map(({ week }) => week)).toEqual(['2026-W46', '2026-W47'])
    expect(completeWeeks(sunday - 2, 1, 'Europe/Berlin').map(({ week }) => week)).toEqual(['2026-W46'])
  })
})

describe('flowOf', () => {
  it('tells what was delivered, added and dropped in each week, and what is open', () => {
    const items = [
      workItem({ timeline: timeline(day(0), [day(8), 'in_progress'], [day(9), 'done']) }),
      workItem({ timeline: timeline(day(7), [day(13), 'dropped']) }),
      workItem({ timeline: timeline(day(1), [day(2), 'done'], [day(15), 'todo']) }),
      workItem({ timeline: timeline(day(20)) }),
      workItem({ timeline: timeline(day(22)) }),
    ]
    const { weeks, ...rest } = flowOf(items, 'items', span(day(23), 4))
    expect(weeks.map(({ delivered, added, dropped }) => [delivered, added, dropped])).toEqual([
      [0, 0, 0],
      [1, 2, 0],
      [1, 1, 1],
      [-1, 1, 0],
    ])
    // Open: the reopened one, the one of day 20, and the one of the week that has only begun.
    expect(rest).toEqual({ open: 3, age: 3, finished: 1 })
  })

  it('counts an item that was reopened and done again as finished once, in neither direction as delivered', () => {
    const item = workItem({ timeline: timeline(day(-30), [day(-20), 'done'], [day(1), 'todo'], [day(2), 'done']) })
    const { weeks, finished } = flowOf([item], 'items', span(day(7), 1))
    expect([weeks[0]?.delivered, finished]).toEqual([0, 1])
  })

  it('weighs by points, unestimated items by the median, and a dropped one by its own estimate', () => {
    const items = [
      workItem({ estimate: 3, timeline: timeline(day(0), [day(1), 'done']) }),
      workItem({ estimate: 5, timeline: timeline(day(0)) }),
      workItem({ timeline: timeline(day(0)) }),
      workItem({ estimate: 100, timeline: timeline(day(0), [day(1), 'dropped']) }),
    ]
    const { weeks, open } = flowOf(items, 'points', span(day(7), 1))
    expect(weeks[0]).toMatchObject({ delivered: 3, added: 3 + 5 + 4 + 100, dropped: 100 })
    expect(open).toBe(5 + 4)
  })

  it('is what adding up every single move of every week gives, whichever weeks are left out', () => {
    const anyKept = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(anyPortfolio, anyAsOf, anyKept, ({ plan, items, links }, at, kept) => {
        const weeks = completeWeeks(at, 12, plan.timeZone).filter((_, index) => kept[index])
        for (const { counted } of planWork(plan, items, links).objectives.flatMap((part) => part.deliverables)) {
          const naive = new Map(weeks.map(({ week }) => [week, { delivered: 0, added: 0, dropped: 0 }]))
          for (const { from, to, at: moved } of counted.flatMap((item) => item.timeline)) {
            const flow = moved <= at ? naive.get(weekOf(moved, plan.timeZone)) : undefined
            if (flow === undefined) continue
            if (from === null) flow.added += 1
            flow.delivered += Number(to === 'done') - Number(from === 'done')
            flow.dropped += Number(to === 'dropped') - Number(from === 'dropped')
          }
          const flow = flowOf(counted, 'items', { at, weeks })
          expect(flow.weeks).toEqual([...naive].map(([week, parts]) => ({ week, ...parts })))
          const firsts = counted.map((item) => weekOf(item.createdAt, plan.timeZone))
          expect(flow.age).toBe(weeks.filter(({ week }) => firsts.some((first) => first <= week)).length)
        }
      }),
    )
  })

  it('adds up to what is open, by items and by points', () => {
    fc.assert(
      fc.property(anyPortfolio, anyAsOf, fc.constantFrom('items', 'points'), ({ plan, items, links }, asOf, weigh) => {
        // Random portfolios live for twelve weeks: before the first of these there was nothing.
        const weeks = completeWeeks(asOf, 15, plan.timeZone)
        const at = (weeks.at(-1)?.end ?? asOf) - 1
        for (const { counted } of planWork(plan, items, links).objectives.flatMap((part) => part.deliverables)) {
          const flow = flowOf(counted, weigh, { at, weeks })
          const sum = flow.weeks.reduce((left, week) => left + week.added - week.delivered - week.dropped, 0)
          expect(sum).toBeCloseTo(flow.open, 9)
        }
      }),
    )
  })
})

describe('joinFlows', () => {
  it('is the flow of all items together', () => {
    fc.assert(
      fc.property(anyPortfolio, anyAsOf, ({ plan, items, links }, at) => {
        const asked = { at, weeks: completeWeeks(at, 12, plan.timeZone) }
        const parts = planWork(plan, items, links).objectives.flatMap((part) => part.deliverables)
        const joined = joinFlows(
          parts.map(({ counted }) => flowOf(counted, 'items', asked)),
          asked,
        )
        expect(joined).toEqual(
          flowOf(
            parts.flatMap(({ counted }) => counted),
            'items',
            asked,
          ),
        )
      }),
    )
  })
})
