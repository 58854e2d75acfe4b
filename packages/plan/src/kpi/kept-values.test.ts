import fc from 'fast-check'
import { expect, it } from 'vitest'
import { weekOf, weeksBetween } from '../calendar/iso-week.ts'
import { anyPortfolio, day, LIFE_DAYS, smallPlan } from '../measure/random-portfolio.fixture.ts'
import { kpiOf, type Measure } from './kpi.fixture.ts'
import { measureKpi } from './measure-kpi.ts'

const measures: readonly Measure[] = [
  { metric: 'items.done', window: '4w' },
  { metric: 'items.open', where: { project: 'EHR' } },
  { metric: 'items.lead_time', stat: 'p85', where: { deliverable: 'core' } },
  { metric: 'share', where: { objective: 'records' } },
  { metric: 'progress' },
  { metric: 'ratio', of: { metric: 'items.done', window: '4w' }, to: { metric: 'items.created' } },
  { metric: 'manual' },
]

it('a value that was measured before is what is measured anew, at whatever moments and in whatever order weeks are asked for', () => {
  const all = weeksBetween(weekOf(day(-14), 'UTC'), weekOf(day(LIFE_DAYS + 14), 'UTC'))
  const anyQuestion = fc.record({
    weeks: fc.subarray(all, { minLength: 1, maxLength: 6 }),
    now: fc.integer({ min: -7, max: LIFE_DAYS + 7 }).map((days) => day(days) + 3_600_000),
  })
  fc.assert(
    fc.property(
      anyPortfolio,
      fc.constantFrom(...measures),
      fc.array(anyQuestion, { minLength: 1, maxLength: 6 }),
      ({ items, links }, measure, questions) => {
        const data = { plan: smallPlan(), kpi: kpiOf(measure), items, links }
        for (const question of questions) {
          const anew = { ...data, items: [...items], links: [...links] }
          expect(measureKpi({ ...data, ...question })).toEqual(measureKpi({ ...anew, ...question }))
        }
      },
    ),
  )
})
