import { z } from '@hono/zod-openapi'
import { date, instant } from '../../fields.ts'
import { forecast, forecastExample } from '../roadmap/forecast.schema.ts'
import { progress } from '../roadmap/roadmap.schema.ts'

const amount = z
  .object({ items: z.int(), weight: z.number().openapi({ description: 'In the unit of the series.' }) })
  .openapi('WorkAmount')

const point = z
  .object({
    period: z.string().openapi({ description: 'The day or the ISO week.', example: '2026-W47' }),
    at: instant.openapi({ description: 'The instant that is measured: the last millisecond of the period.' }),
    isPartial: z.boolean().openapi({ description: 'True where the series ends within the period.' }),
    scope: amount.openapi({
      description: 'What existed and was not dropped; also in cancelled deliverables, which `progress` leaves out.',
    }),
    done: amount,
    inProgress: amount,
    todo: amount,
    dropped: amount,
    progress,
  })
  .openapi('BurnUpPoint')

/** How the series is cut. */
export const by = z.enum(['day', 'week'])

/** Scope and what was done of it over time. */
export const burnUpAnswer = z
  .object({
    plan: z.string(),
    node: z.string(),
    kind: z.enum(['deliverable', 'objective', 'plan']),
    title: z.string(),
    timeZone: z.string(),
    by,
    unit: z.enum(['items', 'points']).openapi({
      description: 'Points where all work of the node is weighed by them, else items.',
    }),
    due: date.nullable(),
    forecast: forecast.nullable().openapi({ description: 'Of a deliverable, as of the end of the series.' }),
    points: z.array(point).openapi({ description: 'Oldest first, without gaps.' }),
  })
  .openapi('BurnUp')

const amounts = (items: number) => ({ items, weight: items })

export const burnUpExample = {
  plan: 'ehr-2027',
  node: 'ehr-core',
  kind: 'deliverable' as const,
  title: 'EHR core live at the first site',
  timeZone: 'Europe/Berlin',
  by: 'week' as const,
  unit: 'items' as const,
  due: '2027-03-31',
  forecast: forecastExample.forecast,
  points: [
    {
      period: '2026-W47',
      at: '2026-11-22T22:59:59.999Z',
      isPartial: false,
      scope: amounts(20),
      done: amounts(8),
      inProgress: amounts(3),
      todo: amounts(9),
      dropped: amounts(1),
      progress: 0.4,
    },
  ],
}
