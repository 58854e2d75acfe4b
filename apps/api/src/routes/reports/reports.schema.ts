import { z } from '@hono/zod-openapi'
import { instant, pageOf, week } from '../../fields.ts'
import { reportBridge, reportBridgeExample } from '../bridge/bridge.schema.ts'
import { anomaly, kpiStatus, valueSource } from '../kpis/kpis.schema.ts'
import { calibration, forecast, forecastExample } from '../roadmap/forecast.schema.ts'
import { health, progress } from '../roadmap/roadmap.schema.ts'
import { weeklyNews, weeklyNewsExample } from './weekly-news.schema.ts'

const part = {
  id: z.string(),
  title: z.string(),
  progress,
  previousProgress: progress.openapi({ description: 'What the week before said.' }),
  change: z.number().nullable(),
  lastWeek: z
    .object({ week, change: z.number().nullable() })
    .optional()
    .openapi({ description: 'The change over the week before. Absent from reports that older versions published.' }),
  bridge: reportBridge.optional(),
  health,
}

/** What made a report. */
const made = {
  knownAt: instant.nullish().openapi({
    description:
      'When everything in it was known; null where it was made from the present. Like the next two absent from reports that older versions published.',
  }),
  codeVersion: z
    .string()
    .optional()
    .openapi({ description: 'The version, in a checkout with the commit, that computed it.' }),
  oldestSyncAt: instant
    .nullish()
    .openapi({ description: 'When the scope that was synced longest ago was synced; null when none was.' }),
}

/** A weekly report; it carries more than is listed here, and may grow. */
export const weeklyReportAnswer = z
  .looseObject({
    plan: z.string(),
    week,
    asOf: instant,
    summary: z.string(),
    lastWeek: part.lastWeek,
    bridge: part.bridge,
    ...weeklyNews.shape,
    version: z.int().openapi({ description: 'Number of the plan’s version.' }),
    coverage: z.number().nullable().openapi({ description: 'Part of the data that had been read, 0..1.' }),
    ...made,
    objectives: z.array(
      z.looseObject({ ...part, deliverables: z.array(z.looseObject({ ...part, forecast: forecast.nullish() })) }),
    ),
    calibration: calibration.nullish().openapi({
      description: 'Of the whole plan. Like the forecasts, absent from reports that older versions published.',
    }),
    scopes: z
      .array(
        z.object({
          connection: z.string(),
          scope: z.string(),
          coverage: z.number().nullable().openapi({
            description:
              'Part of the items its tool showed at the last look that the hub held, 0..1; null when it was never looked.',
          }),
          readAt: instant.nullable().openapi({ description: 'When it had been read last; null when it never was.' }),
        }),
      )
      .optional()
      .openapi({
        description: 'How complete and how old the data was. Absent from reports that older versions published.',
      }),
    kpis: z.array(
      z.looseObject({
        id: z.string(),
        title: z.string(),
        unit: z.string(),
        value: z.number().nullable(),
        previous: z.number().nullable(),
        status: kpiStatus,
        previousStatus: kpiStatus.optional(),
        history: z
          .array(z.object({ week, value: z.number().nullable() }))
          .optional()
          .openapi({ description: 'The last 13 complete weeks, oldest first.' }),
        count: z.int(),
        ...valueSource,
        source: valueSource.source
          .optional()
          .openapi({ description: 'Absent from reports that older versions published.' }),
        anomaly: anomaly.optional(),
        evidence: z.string().optional().openapi({ description: 'What made the value, in words.' }),
        note: z.string().optional().openapi({
          description:
            'What is missing from the measured value, or why there is none. A status by such a value is not shown as good news.',
        }),
      }),
    ),
  })
  .openapi('WeeklyReport')

const partExample = {
  progress: 0.4,
  previousProgress: 0.35,
  change: 0.05,
  lastWeek: { week: '2026-W46', change: 0.02 },
  bridge: reportBridgeExample,
  health: { status: 'on_track' as const, reasons: ['8 of 20 items are done; the last move was 1 day ago.'] },
}

const madeExample = {
  knownAt: '2026-11-23T05:00:00.117Z',
  codeVersion: '0.1.0+1f0c2b7a9d3e5f60718293a4b5c6d7e8f9012345',
  oldestSyncAt: '2026-11-23T04:50:12.000Z',
}

export const weeklyReportExample = {
  plan: 'ehr-2027',
  week: '2026-W47',
  asOf: '2026-11-22T23:00:00.000Z',
  summary: 'The plan stands at 40.0 % (+5.0 pp in week 2026-W47).',
  lastWeek: partExample.lastWeek,
  bridge: partExample.bridge,
  ...weeklyNewsExample,
  version: 3,
  coverage: 1,
  ...madeExample,
  objectives: [
    {
      id: 'one-record',
      title: 'One record per patient at every site',
      ...partExample,
      deliverables: [
        {
          id: 'ehr-core',
          title: 'EHR core live at the first site',
          ...partExample,
          forecast: forecastExample.forecast,
        },
      ],
    },
  ],
  calibration: forecastExample.calibration,
  scopes: [{ connection: 'jira', scope: 'EHR', coverage: 0.998, readAt: '2026-11-23T04:45:00.000Z' }],
  kpis: [
    {
      id: 'lead-time',
      title: 'Lead time of a change',
      unit: 'days',
      value: 17.25,
      previous: 18.5,
      status: 'on_track' as const,
      count: 43,
      source: 'measured' as const,
      anomaly: { expected: 11, low: 6.2, high: 15.8, score: 4.6 },
      evidence: '43 items; unusually high, 6.2 days to 15.8 days was to be expected',
    },
  ],
}

/** A report that was published. */
const publishedReport = z
  .object({
    plan: z.string(),
    week,
    planVersion: z.int(),
    publishedAt: instant,
    knownAt: instant.nullable().openapi({
      description:
        'Asked for again with `recompute=true` and this `knownAt`, the report is the same. Null for what older versions published, or a hub whose clock was not the database’s.',
    }),
    codeVersion: z.string().nullable(),
    coverage: z.number().nullable().openapi({ description: 'Part of the data that had been read, 0..1.' }),
  })
  .openapi('PublishedReport')

export const publishedReportPage = pageOf(publishedReport)

export const publishedReportExample = {
  plan: 'ehr-2027',
  week: '2026-W47',
  planVersion: 3,
  publishedAt: '2026-11-23T05:00:00.000Z',
  knownAt: madeExample.knownAt,
  codeVersion: madeExample.codeVersion,
  coverage: 1,
}
