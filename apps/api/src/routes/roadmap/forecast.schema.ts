import { z } from '@hono/zod-openapi'
import { date } from '../../fields.ts'

const byWhich = (share: string) =>
  date.nullable().openapi({
    description: `The day by which ${share} of the trials finish; null when fewer do so within five years of work.`,
  })

/** When a deliverable will be finished. */
export const forecast = z
  .object({ p50: byWhich('50 %'), p85: byWhich('85 %'), p95: byWhich('95 %') })
  .openapi('Forecast', { description: 'Days in the plan’s time zone.' })

/** What a forecast stands on. */
export const forecastBasis = z
  .object({
    text: z.string().openapi({ description: 'What the forecast stands on, or why there is none, in sentences.' }),
    trials: z.int().openapi({ description: '0 without a forecast.' }),
    open: z.number().nullable().openapi({ description: 'What was open, in items or points.' }),
    weeks: z.int().nullable().openapi({ description: 'Complete weeks of history that the trials drew from.' }),
    finished: z.int().nullable().openapi({ description: 'Items that were finished in these weeks.' }),
    isBorrowed: z.boolean().nullable().openapi({
      description:
        'Whether the weeks are those of the objective, scaled by the deliverable’s part of what is open there, because its own are fewer than 6 or have fewer than 5 finished items.',
    }),
    weekly: z.object({ delivered: z.number(), added: z.number(), dropped: z.number() }).nullable().openapi({
      description:
        'What these weeks brought on average, in items or points; where holidays made some short, what full weeks would have.',
    }),
  })
  .openapi('ForecastBasis', { description: 'All but `text` and `trials` is null without a forecast.' })

const heldDates = z.object({ of: z.int(), held: z.int() }).openapi('HeldDates', {
  description: 'How many dates have passed, and by how many of them the work was finished.',
})

/** How often the dates of past forecasts held. */
export const calibration = z
  .object({
    over: z.enum(['deliverable', 'plan']).openapi({
      description:
        'Whose dates: the deliverable’s own, or those of the whole plan where fewer than 8 of its own have passed.',
    }),
    p50: heldDates,
    p85: heldDates,
    p95: heldDates,
  })
  .openapi('Calibration', {
    description: 'Forecasts of the past year, made again every four weeks from what was known then.',
  })

export const forecastExample = {
  forecast: { p50: '2027-02-14', p85: '2027-03-20', p95: '2027-04-11' },
  forecastBasis: {
    text: '10,000 trials draw from its last 8 complete weeks with 8 finished items: 1 item delivered, 0.3 items added and 0.1 items dropped a week, for 12 items open.',
    trials: 10_000,
    open: 12,
    weeks: 8,
    finished: 8,
    isBorrowed: false,
    weekly: { delivered: 1, added: 0.25, dropped: 0.125 },
  },
  calibration: {
    over: 'plan' as const,
    p50: { of: 31, held: 17 },
    p85: { of: 24, held: 20 },
    p95: { of: 19, held: 18 },
  },
}
