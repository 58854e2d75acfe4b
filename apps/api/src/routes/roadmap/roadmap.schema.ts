import { z } from '@hono/zod-openapi'
import { date, instant, itemState, pageOf } from '../../fields.ts'
import { linkReason, workItem, workItemExample } from '../items/items.schema.ts'
import { calibration, forecast, forecastBasis, forecastExample } from './forecast.schema.ts'

/** How a deliverable, an objective or a plan is doing. */
export const health = z
  .object({
    status: z.enum(['done', 'cancelled', 'unknown', 'off_track', 'at_risk', 'not_started', 'on_track']),
    reasons: z.array(z.string()),
  })
  .openapi('Health')

/** Of how many deliverables how many have progress. */
const measured = z.object({ of: z.int(), with: z.int() }).openapi('Measured')

/** Progress in an answer. */
export const progress = z.number().min(0).max(1).nullable().openapi({
  description: '0..1, unrounded; null when there is nothing to measure.',
})

const deliverable = z
  .object({
    id: z.string(),
    title: z.string(),
    owner: z.string().nullable(),
    status: z.enum(['active', 'done', 'cancelled']),
    weight: z.number(),
    progress,
    counts: z.object({ todo: z.int(), inProgress: z.int(), done: z.int(), dropped: z.int() }),
    start: date.nullable(),
    due: date.nullable(),
    dependsOn: z.array(z.string()),
    forecast: forecast.nullable().openapi({ description: 'Null when none could be made; `forecastBasis` says why.' }),
    forecastBasis: forecastBasis.nullable(),
    calibration: calibration.nullable().openapi({
      description: 'Null without a forecast, and where no date of the plan has passed.',
    }),
    health,
  })
  .openapi('RoadmapDeliverable')

const objective = z
  .object({
    id: z.string(),
    title: z.string(),
    owner: z.string().nullable(),
    horizon: z.enum(['long', 'short']).nullable(),
    weight: z.number(),
    progress,
    measured,
    health,
    deliverables: z.array(deliverable),
  })
  .openapi('RoadmapObjective')

/** A plan with the progress and health of all its parts at an instant. */
export const roadmapAnswer = z
  .object({
    plan: z.string(),
    title: z.string(),
    version: z.int(),
    asOf: instant,
    timeZone: z.string(),
    progress,
    measured,
    health,
    objectives: z.array(objective),
  })
  .openapi('Roadmap')

const onTrack = { status: 'on_track' as const, reasons: ['8 of 20 items are done; the last move was 1 day ago.'] }

export const roadmapExample = {
  plan: 'ehr-2027',
  title: 'Electronic health records across all sites',
  version: 3,
  asOf: '2026-11-23T08:00:00.000Z',
  timeZone: 'Europe/Berlin',
  progress: 0.4,
  measured: { of: 1, with: 1 },
  health: onTrack,
  objectives: [
    {
      id: 'one-record',
      title: 'One record per patient at every site',
      owner: 'cio',
      horizon: 'long' as const,
      weight: 2,
      progress: 0.4,
      measured: { of: 1, with: 1 },
      health: onTrack,
      deliverables: [
        {
          id: 'ehr-core',
          title: 'EHR core live at the first site',
          owner: 'clinical-apps',
          status: 'active' as const,
          weight: 1,
          progress: 0.4,
          counts: { todo: 9, inProgress: 3, done: 8, dropped: 1 },
          start: '2026-10-15',
          due: '2027-03-31',
          dependsOn: [],
          ...forecastExample,
          health: onTrack,
        },
      ],
    },
  ],
}

/** An item of a deliverable; `state` is the one at the instant asked for. */
const deliverableItem = workItem
  .extend({
    state: itemState.openapi({ description: 'At the instant asked for.' }),
    link: linkReason,
    counted: z.boolean().openapi({ description: 'Whether it enters the progress of the deliverable.' }),
    whyNot: z.string().nullable().openapi({ description: 'Why it does not.' }),
    weight: z.number().nullable().openapi({ description: '1 or points; null when it is not counted.' }),
  })
  .openapi('DeliverableItem')

export const deliverableItemExample = {
  ...workItemExample,
  link: { rule: 'epic' as const, detail: 'below epic EHR-12 “Core rollout”' },
  counted: true,
  whyNot: null,
  weight: 5,
}

export const deliverableItemPage = pageOf(deliverableItem)
