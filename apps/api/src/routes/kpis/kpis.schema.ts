import { z } from '@hono/zod-openapi'
import { instant, pageOf, week } from '../../fields.ts'

export const kpiStatus = z.enum(['on_track', 'at_risk', 'off_track', 'no_data']).nullable()

const note = z.string().openapi({
  description:
    'What is missing from the value (such as `Measured over 1 of 2 deliverables.`), why there is none, or the reason given for an entered one.',
})

const author = z
  .string()
  .nullable()
  .openapi({ description: 'Name of the token it was entered with; null when not known.' })

/** Where a value comes from; what an entered one stands in front of is never hidden. */
export const valueSource = {
  source: z.enum(['measured', 'entered']),
  entered: z
    .object({
      author,
      createdAt: instant,
      reason: z.string(),
      week: week.openapi({ description: 'The first week it holds for.' }),
      until: week.openapi({ description: 'The last week it holds for; then the measured value returns by itself.' }),
    })
    .optional()
    .openapi({ description: 'Who entered the value, when, why and until when; only of an entered one.' }),
  measured: z
    .number()
    .nullable()
    .optional()
    .openapi({ description: 'What is measured where the value was entered; absent for a `manual` KPI.' }),
}

/** That a value lies far from the weeks before it. */
export const anomaly = z
  .object({
    expected: z.number().openapi({ description: 'The median of the weeks before.' }),
    low: z.number(),
    high: z.number(),
    score: z.number().nullable().openapi({
      description:
        'Robust standard deviations above what is expected, below when negative; null when all weeks before were equal.',
    }),
  })
  .nullable()
  .openapi({
    description:
      'Set when the value lies further than 3.5 robust standard deviations (1.4826 times the median absolute deviation; Iglewicz and Hoaglin 1993), and further than the tolerance, from the median of the up to 26 complete weeks before it, at least 8 of which have a value (of counts, without those before there was anything to count). Where more than half of those are equal, 1.2533 times the mean absolute deviation stands for it; of counts it is never less than the square root of the median, nor than 1. Durations, shares and ratios of fewer than 5 items take no part; `progress` is never marked. Null otherwise.',
  })

/** A KPI at a glance. */
const kpi = z
  .object({
    id: z.string(),
    title: z.string(),
    objective: z.string().nullable(),
    owner: z.string().nullable(),
    unit: z.string(),
    preset: z.enum(['dora', 'flow', 'investment', 'predictability']).nullable().openapi({
      description: 'The preset of the plan document that it comes from; null for one that is written out.',
    }),
    direction: z.enum(['up', 'down']),
    current: z.number().nullable().openapi({ description: 'The value of the last complete week, unrounded.' }),
    target: z.number().nullable(),
    baseline: z.number().nullable(),
    status: kpiStatus,
    trend: z.enum(['improving', 'worsening', 'steady']).nullable().openapi({
      description:
        'The last complete week against the mean of the values of the four weeks before: `steady` within `tolerance` times |target - baseline| (times |target| where they are equal or there is no baseline, times that mean without a target), else by `direction`. Null without a value to compare.',
    }),
    anomaly,
    count: z.int().openapi({ description: 'How many items made the value.' }),
    week,
    ...valueSource,
    note: note.optional(),
  })
  .openapi('Kpi')

export const kpiExample = {
  id: 'lead-time',
  title: 'Lead time of a change',
  objective: 'one-record',
  owner: null,
  unit: 'days',
  preset: null,
  direction: 'down' as const,
  current: 17.25,
  target: 7,
  baseline: 21,
  status: 'on_track' as const,
  trend: 'improving' as const,
  anomaly: null,
  count: 43,
  week: '2026-W47',
  source: 'measured' as const,
}

export const kpiPage = pageOf(kpi)

/** A KPI's value of one week. */
const kpiValue = z
  .object({
    week,
    value: z.number().nullable().openapi({ description: 'Unrounded; null when there is no data.' }),
    count: z.int(),
    status: kpiStatus,
    ...valueSource,
    anomaly,
    partial: z.literal(true).optional().openapi({ description: 'Only while the week is running.' }),
    note: note.optional(),
  })
  .openapi('KpiValue')

export const kpiValueExample = {
  week: '2026-W47',
  value: 17.25,
  count: 43,
  status: 'on_track' as const,
  source: 'measured' as const,
  anomaly: null,
}

const replacedEntry = z
  .object({ value: z.number(), reason: z.string(), until: week.nullable(), author, createdAt: instant })
  .nullable()
  .openapi({ description: 'The entry for the same week that stood before; null when none did.' })

const replacedExample = {
  value: 12.5,
  reason: 'Counted by hand during the freeze',
  until: '2026-W48',
  author: 'pmo',
  createdAt: '2026-11-23T08:00:00.000Z',
}

/** An entered value, and the entry it replaced. */
export const putKpiValue = kpiValue.extend({ replaced: replacedEntry }).openapi('PutKpiValue')

export const putKpiValueExample = {
  ...kpiValueExample,
  value: 12.5,
  count: 0,
  source: 'entered' as const,
  entered: {
    author: 'pmo',
    createdAt: '2026-11-23T08:00:00.000Z',
    reason: 'Counted by hand during the freeze',
    week: '2026-W47',
    until: '2026-W48',
  },
  measured: 17.25,
  replaced: null,
}

/** An act on the entered values of a KPI. */
const kpiEntry = z
  .object({
    week,
    action: z.enum(['entered', 'taken_back']),
    value: z.number().nullable().openapi({ description: 'Null where the value before was taken back.' }),
    reason: z.string().nullable(),
    until: week.nullable().openapi({ description: 'The last week it holds for; null when only its own.' }),
    author,
    createdAt: instant,
    replaced: replacedEntry,
  })
  .openapi('KpiEntry')

export const kpiEntryExample = {
  week: '2026-W47',
  action: 'taken_back' as const,
  value: null,
  reason: 'The freeze ended early',
  until: null,
  author: 'cio',
  createdAt: '2026-11-24T09:30:00.000Z',
  replaced: replacedExample,
}

export const kpiEntryPage = pageOf(kpiEntry)

export const kpiValueList = z.object({ items: z.array(kpiValue) })

const contributes = {
  contribution: z.number(),
  of: z.number().optional().openapi({ description: 'Of a ratio: its part of the value that is divided.' }),
  to: z.number().optional().openapi({ description: 'Of a ratio: its part of the value that is divided by.' }),
}

/** An item, a release or a deployment behind a KPI's value. */
const kpiEvidenceItem = z
  .object({ connection: z.string(), key: z.string(), title: z.string(), ...contributes })
  .openapi('KpiContribution')

const ratioSide = z.object({
  metric: z.string(),
  stat: z.string().nullable(),
  value: z.number().nullable(),
  count: z.int(),
})

/** What makes a KPI's value of a week. */
export const kpiEvidence = pageOf(kpiEvidenceItem)
  .extend({
    week,
    value: z.number().nullable(),
    ...valueSource,
    entries: z
      .array(
        z.object({
          deliverable: z.string(),
          date: z.string(),
          progress: z.number(),
          note: z.string().nullable(),
          author,
          createdAt: instant.nullable().openapi({ description: 'Null for an entry of the plan document.' }),
          ...contributes,
        }),
      )
      .openapi({ description: 'Manual progress in the value; no items, so not in `count`.' }),
    sides: z
      .object({ of: ratioSide, to: ratioSide })
      .optional()
      .openapi({ description: 'The two values that a ratio divides.' }),
  })
  .openapi('KpiEvidence')

export const kpiEvidenceExample = {
  week: '2026-W47',
  value: 31.24,
  source: 'measured' as const,
  items: [
    {
      connection: 'jira',
      key: 'EHR-124',
      title: 'Show allergies on the medication screen',
      contribution: 31.24,
    },
  ],
  nextCursor: null,
  entries: [],
}

/** A file of values. */
export const kpiValuesCsvExample =
  'kpi,week,value,reason,until\nmood,2026-W47,4.5,Survey of all sites,\nlead-time,2026-W47,12.5,Counted by hand,2026-W48\n'

/** What a file of values did, or would do. */
export const kpiImport = z
  .object({
    plan: z.string(),
    dryRun: z.boolean(),
    unchanged: z.int().openapi({ description: 'How many lines say what stands already.' }),
    entered: z.array(
      z.object({
        kpi: z.string(),
        week,
        value: z.number(),
        reason: z.string(),
        until: week.nullable(),
        replaced: replacedEntry,
      }),
    ),
  })
  .openapi('KpiImport')

export const kpiImportExample = {
  plan: 'ehr-2027',
  dryRun: false,
  unchanged: 1,
  entered: [
    { kpi: 'lead-time', week: '2026-W47', value: 12.5, reason: 'Counted by hand', until: '2026-W48', replaced: null },
  ],
}

/** A value entered by hand. */
export const kpiValueInput = z
  .strictObject({
    value: z.number(),
    reason: z.string().trim().min(1).max(2_000),
    until: week.nullish().openapi({ description: 'Last week it holds for; default only its own.' }),
  })
  .openapi('KpiValueInput')

export const kpiValueInputExample = { value: 12.5, reason: 'Counted by hand during the freeze', until: '2026-W48' }
