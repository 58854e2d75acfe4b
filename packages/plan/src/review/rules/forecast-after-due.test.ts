import { expect, it } from 'vitest'
import { reviewedContext } from '../reviewed-plan.fixture.ts'
import { forecastAfterDue } from './forecast-after-due.ts'

const context = reviewedContext({})

/** The same context, with a forecast for the record core, due on 2027-06-30. */
const forecast = (p50: string | null, p85: string | null) => ({
  ...context,
  roadmap: {
    ...context.roadmap,
    objectives: context.roadmap.objectives.map((objective) => ({
      ...objective,
      deliverables: objective.deliverables.map((part) => ({
        ...part,
        forecast: part.id === 'core' ? { p50, p85, p95: null } : null,
      })),
    })),
  },
})

it('forecast-after-due finds a date that most trials miss', () => {
  expect(forecastAfterDue.find(forecast('2027-05-01', '2027-08-01'), 0).map(({ says }) => says)).toEqual([
    'It is due on 2027-06-30; its 85 % forecast is 2027-08-01.',
  ])
  expect(forecastAfterDue.find(forecast('2027-05-01', null), 0).map(({ says }) => says)).toEqual([
    'It is due on 2027-06-30; fewer than 85 of 100 trials finish at all.',
  ])
})

it('forecast-after-due says nothing of a date that is kept on the day, or without a forecast', () => {
  expect(forecastAfterDue.find(forecast('2027-05-01', '2027-06-30'), 0)).toEqual([])
  expect(forecastAfterDue.find(context, 0)).toEqual([])
})
