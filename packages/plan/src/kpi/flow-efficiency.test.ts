import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekOf, weeksBetween } from '../calendar/iso-week.ts'
import { waitsOf } from '../item/waits.ts'
import type { WorkItem } from '../item/work-item.ts'
import { day, linkTo, ORIGIN, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { kpiOf, sideFacts } from './kpi.fixture.ts'
import { kpiEvidence } from './kpi-evidence.ts'
import { measureKpi } from './measure-kpi.ts'
import type { SideFacts } from './side-facts.ts'

const HOUR = 3_600_000
const plan = smallPlan({ waitStatuses: ['Waiting'] })

function inputOf(items: readonly WorkItem[], waits: SideFacts['waits']) {
  const kpi = kpiOf({ metric: 'items.flow_efficiency' })
  return { plan, kpi, items, links: linkTo('core', ...items), side: sideFacts({ waits }), now: day(60) }
}

describe('items.flow_efficiency', () => {
  const worked = (doneAt: number) => timeline(day(0), [day(2), 'in_progress'], [doneAt, 'done'])
  const week = weekOf(day(7), 'UTC')

  it('is the part of the cycle time that was not spent waiting, the mean over the items done', () => {
    const waiting = workItem({ timeline: worked(day(12)) })
    const busy = workItem({ timeline: worked(day(8)) })
    const never = workItem({ timeline: timeline(day(0), [day(8), 'done']) })
    const waits = new Map([
      [
        waiting.id,
        [
          { from: day(1), to: day(3) },
          { from: day(5), to: day(6) },
          { from: day(11), to: null },
        ],
      ],
    ])
    const input = inputOf([waiting, busy, never], waits)
    expect(measureKpi({ ...input, weeks: [week] })[0]).toMatchObject({ value: (0.7 + 1) / 2, count: 2 })
    expect(kpiEvidence(input, week).items.map(({ key, contribution }) => [key, contribution])).toEqual([
      [waiting.key, 0.7],
      [busy.key, 1],
    ])
  })

  it('has no value while the plan does not say where work waits', () => {
    const input = { ...inputOf([workItem({ timeline: worked(day(8)) })], new Map()), plan: smallPlan() }
    expect(measureKpi({ ...input, weeks: [week] })[0]).toMatchObject({
      value: null,
      status: 'no_data',
      note: expect.stringContaining('waitStatuses'),
    })
  })

  it('agrees with an hour by hour look at the history', () => {
    const anyItem = fc.record({
      started: fc.nat(200),
      lasts: fc.nat(200),
      moves: fc.array(fc.tuple(fc.nat(400), fc.constantFrom('Doing', 'WAITING', 'Review')), { maxLength: 5 }),
    })
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 6 }), (seeds) => {
        const at = (hours: number) => ORIGIN + hours * HOUR
        const own = seeds.map(({ started, lasts, moves }) => ({
          item: workItem({ timeline: timeline(ORIGIN, [at(started), 'in_progress'], [at(started + lasts), 'done']) }),
          started,
          done: started + lasts,
          history: moves
            .toSorted(([one], [other]) => one - other)
            .map(([hours, status]) => ({ at: at(hours), status })),
        }))
        const waits = new Map(own.map(({ item, history }) => [item.id, waitsOf(history, plan.waitStatuses)]))
        const input = inputOf(
          own.map(({ item }) => item),
          waits,
        )
        const weeks = weeksBetween(weekOf(ORIGIN, 'UTC'), weekOf(day(28), 'UTC'))
        for (const [index, { value }] of measureKpi({ ...input, weeks }).entries()) {
          const parts: number[] = []
          for (const { started, done, history } of own) {
            if (done < index * 168 || done >= index * 168 + 168 || done === started) continue
            let busy = 0
            for (let hour = started; hour < done; hour += 1) {
              const status = history.filter((move) => move.at <= at(hour)).at(-1)?.status
              if (status !== 'WAITING') busy += 1
            }
            parts.push(busy / (done - started))
          }
          const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length
          if (parts.length === 0) expect(value).toBeNull()
          else expect(value).toBeCloseTo(mean, 9)
        }
      }),
    )
  })
})
