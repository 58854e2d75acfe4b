import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type IsoWeek, weekOf, weeksBetween } from '../calendar/iso-week.ts'
import {
  anyPortfolio,
  day,
  LIFE_DAYS,
  linkTo,
  ORIGIN,
  smallPlan,
  timeline,
  workItem,
} from '../measure/random-portfolio.fixture.ts'
import { type InvestmentBy, investmentMix } from './investment-mix.ts'
import { kpiOf } from './kpi.fixture.ts'
import { measureKpi } from './measure-kpi.ts'

function range(from: number, to: number, timeZone = 'UTC'): [IsoWeek, ...IsoWeek[]] {
  const [first = '', ...rest] = weeksBetween(weekOf(day(from), timeZone), weekOf(day(to), timeZone))
  return [first, ...rest]
}

it('divides what was done among the objectives and what is linked to nothing, each week and altogether', () => {
  const mine = workItem({ timeline: timeline(day(0), [day(1), 'done'], [day(8), 'todo'], [day(9), 'done']) })
  const loose = workItem({ type: 'Bug', timeline: timeline(day(0), [day(10), 'done']) })
  const context = { plan: smallPlan(), items: [mine, loose], links: linkTo('core', mine), now: day(12) }
  const mix = investmentMix(context, range(0, 7), 'objective')
  expect(mix).toMatchObject({
    total: 2,
    shares: [
      { id: 'records', count: 1, share: 0.5 },
      { id: null, title: 'Linked to nothing', count: 1, share: 0.5 },
    ],
    weeks: [
      { total: 1, shares: [{ share: 1 }, { share: 0 }] },
      { total: 2, partial: true },
    ],
    items: [
      { key: mine.key, share: 'records', doneAt: '2026-09-09T00:00:00.000Z' },
      { key: loose.key, share: null },
    ],
  })
  expect(mix.weeks[0]).not.toHaveProperty('partial')
  expect(investmentMix(context, range(0, 7), 'type').shares).toMatchObject([
    { id: 'Bug', count: 1 },
    { id: 'Story', count: 1 },
  ])
})

it('adds up to one, has an item behind each count, and is what the metric `share` says', () => {
  const anyBy = fc.constantFrom<InvestmentBy>('objective', 'type')
  fc.assert(
    fc.property(anyPortfolio, anyBy, fc.integer({ min: 0, max: LIFE_DAYS }), (portfolio, by, days) => {
      const context = { ...portfolio, now: ORIGIN + LIFE_DAYS * 86_400_000 }
      const weeks = range(0, days, portfolio.plan.timeZone)
      const { total, shares, items, to } = investmentMix(context, weeks, by)
      expect(items).toHaveLength(total)
      for (const { id, count } of shares) expect(items.filter(({ share }) => share === id)).toHaveLength(count)
      const sum = shares.reduce((all, { share }) => all + (share ?? 0), 0)
      expect(sum).toBeCloseTo(total === 0 ? 0 : 1, 9)
      const kpi = kpiOf({ metric: 'share', objective: 'o0', window: `${weeks.length}w` })
      if (by === 'objective') {
        expect(measureKpi({ ...context, kpi, weeks: [to] })[0]?.value ?? null).toBe(shares[0]?.share ?? null)
      }
    }),
  )
})
