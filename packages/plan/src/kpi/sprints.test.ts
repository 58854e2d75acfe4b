import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekOf, weeksBetween } from '../calendar/iso-week.ts'
import type { WorkItem } from '../item/work-item.ts'
import { day, linkTo, ORIGIN, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { kpiOf, type Measure, sideFacts } from './kpi.fixture.ts'
import { kpiEvidence } from './kpi-evidence.ts'
import { measureKpi } from './measure-kpi.ts'
import type { StayInSprint } from './side-facts.ts'

const DAY = 86_400_000
const sprint = { startAt: day(0), endAt: day(11) }
const stayed = (from: number, to: number | null, of = sprint): StayInSprint => ({ ...of, from, to })

function inputOf(metric: 'sprint.committed' | 'sprint.done', stays: Map<WorkItem, StayInSprint[]>, window = 1) {
  const items = [...stays.keys()]
  const measure: Measure = { metric, window: `${window}w` }
  const side = sideFacts({ sprintStays: new Map(Array.from(stays, ([item, own]) => [item.id, own])) })
  return { plan: smallPlan(), kpi: kpiOf(measure), items, links: linkTo('core', ...items), side, now: day(60) }
}

describe('sprint.committed and sprint.done', () => {
  const finished = workItem({ timeline: timeline(day(-5), [day(5), 'done']) })
  const late = workItem({ timeline: timeline(day(-5), [day(12), 'done']) })
  const added = workItem({ timeline: timeline(day(2), [day(9), 'done']) })
  const removed = workItem({ timeline: timeline(day(-5), [day(6), 'done']) })
  const reopened = workItem({ timeline: timeline(day(-5), [day(4), 'done'], [day(8), 'todo']) })
  const subtask = workItem({ isSubtask: true, timeline: timeline(day(-5), [day(5), 'done']) })
  const stays = new Map([
    [finished, [stayed(day(-2), null)]],
    [late, [stayed(day(0), null), stayed(day(11), null, { startAt: day(11), endAt: day(18) })]],
    [added, [stayed(day(2), null)]],
    [removed, [stayed(day(-2), day(3))]],
    [reopened, [stayed(day(-2), null)]],
    [subtask, [stayed(day(-2), null)]],
  ])
  const weeks = weeksBetween(weekOf(day(0), 'UTC'), weekOf(day(14), 'UTC'))

  it('count in the week in which a sprint ended what was in it at its start, and what was done at its end', () => {
    const values = (metric: 'sprint.committed' | 'sprint.done') =>
      measureKpi({ ...inputOf(metric, stays), weeks }).map(({ value }) => value)
    expect(values('sprint.committed')).toEqual([0, 4, 1])
    expect(values('sprint.done')).toEqual([0, 2, 1])
    expect(kpiEvidence(inputOf('sprint.done', stays), weeks[1] ?? '').items.map(({ key }) => key)).toEqual([
      finished.key,
      added.key,
    ])
  })

  it('count what was carried over once for each of its sprints', () => {
    const input = inputOf('sprint.committed', stays, 2)
    expect(measureKpi({ ...input, weeks: weeks.slice(2) })[0]).toMatchObject({ value: 5, count: 4 })
    const contributions = kpiEvidence(input, weeks[2] ?? '').items.map(({ key, contribution }) => [key, contribution])
    expect(contributions).toContainEqual([late.key, 2])
  })

  it('know nothing of a sprint that ends later', () => {
    const input = { ...inputOf('sprint.committed', stays), now: day(11) - 1 }
    expect(measureKpi({ ...input, weeks: weeks.slice(1, 2) })[0]).toMatchObject({ value: 0, partial: true })
  })

  it('agree with plain loops over sprints', () => {
    const anySprint = fc.record({ start: fc.nat(30), length: fc.integer({ min: 1, max: 14 }) })
    const anyItem = fc.record({
      done: fc.option(fc.nat(40)),
      stays: fc.uniqueArray(
        fc.record({ sprint: fc.nat(), from: fc.integer({ min: -5, max: 40 }), lasts: fc.option(fc.nat(20)) }),
        { maxLength: 3 },
      ),
    })
    fc.assert(
      fc.property(
        fc.array(anySprint, { minLength: 1, maxLength: 4 }),
        fc.array(anyItem, { maxLength: 8 }),
        (sprints, seeds) => {
          const own = seeds.map(({ done, stays }) => {
            const moves = done === null ? [] : [[day(done), 'done'] as const]
            const item = workItem({ timeline: timeline(day(-10), ...moves) })
            // One stay in each sprint at most, so that none overlap.
            const bySprint = new Map(stays.map((stay) => [stay.sprint % sprints.length, stay]))
            return { item, done, bySprint }
          })
          const facts = own.map(({ item, bySprint }): [WorkItem, StayInSprint[]] => [
            item,
            Array.from(bySprint, ([index, { from, lasts }]) => {
              const { start = 0, length = 1 } = sprints[index] ?? {}
              const to = lasts === null ? null : day(from + lasts)
              return stayed(day(from), to, { startAt: day(start), endAt: day(start + length) })
            }),
          ])
          const all = weeksBetween(weekOf(ORIGIN, 'UTC'), weekOf(ORIGIN + 48 * DAY, 'UTC'))
          const committed = measureKpi({ ...inputOf('sprint.committed', new Map(facts)), weeks: all })
          const finishedBy = measureKpi({ ...inputOf('sprint.done', new Map(facts)), weeks: all })
          for (const [week] of all.entries()) {
            let atStart = 0
            let doneAtEnd = 0
            for (const [index, { start, length }] of sprints.entries()) {
              const end = start + length
              if (end < week * 7 || end >= week * 7 + 7) continue
              for (const { done, bySprint } of own) {
                const stay = bySprint.get(index)
                if (stay === undefined) continue
                const last = stay.lasts === null ? Number.POSITIVE_INFINITY : stay.from + stay.lasts
                if (stay.from <= start && start < last) atStart += 1
                if (stay.from <= end && end < last && done !== null && done <= end) doneAtEnd += 1
              }
            }
            expect([committed[week]?.value, finishedBy[week]?.value]).toEqual([atStart, doneAtEnd])
          }
        },
      ),
    )
  })
})
