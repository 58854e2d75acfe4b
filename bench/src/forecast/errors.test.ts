import { expect, it } from 'vitest'
import { errorFigures } from './errors.ts'
import { madeUpPlan, NOW } from './made-up-plan.ts'

it('the median of an even number of errors is the mean of the middle two', () => {
  const { items } = madeUpPlan(1)
  const past = ['2027-01-11', '2027-01-13'].map((p50) => ({
    deliverable: 'd0',
    at: NOW,
    forecast: { p50, p85: null, p95: null },
    isBorrowed: false,
    finishedOn: '2027-01-10',
  }))
  const medians = errorFigures(past, () => items, 'made up').filter(({ figure }) => figure.startsWith('median'))
  expect(medians.map(({ value }) => value)).toEqual([2, 2])
})
