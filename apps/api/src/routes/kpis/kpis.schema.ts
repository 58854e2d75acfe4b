import { z } from '@hono/zod-openapi'
import { pageOf, week } from '../../fields.ts'

export const kpiStatus = z.enum(['on_track', 'at_risk', 'off_track', 'no_data']).nullable()

const note = z.string().openapi({
  description: 'What is missing from the value, why there is none, or the reason given for an entered one.',
})

/** A KPI at a glance. */
const kpi = z
  .object({
    id: z.string(),
    title: z.string(),
    objective: z.string().nullable(),
    owner: z.string().nullable(),
    unit: z.string(),
    direction: z.enum(['up', 'down']),
    current: z.number().nullable().openapi({ description: 'The value of the last complete week, unrounded.' }),
    target: z.number().nullable(),
    baseline: z.number().nullable(),
    status: kpiStatus,
    trend: z.enum(['improving', 'worsening', 'steady']).nullable(),
    count: z.int().openapi({ description: 'How many items made the value.' }),
    week,
    note: note.optional(),
  })
  .openapi('Kpi')

export const kpiExample = {
  id: 'lead-time',
  title: 'Lead time of a change',
  objective: 'one-record',
  owner: null,
  unit: 'days',
  direction: 'down' as const,
  current: 17.25,
  target: 7,
  baseline: 21,
  status: 'on_track' as const,
  trend: 'improving' as const,
  count: 43,
  week: '2026-W47',
}

export const kpiPage = pageOf(kpi)

/** A KPI's value of one week. */
export const kpiValue = z
  .object({
    week,
    value: z.number().nullable().openapi({ description: 'Unrounded; null when there is no data.' }),
    count: z.int(),
    status: kpiStatus,
    partial: z.literal(true).optional().openapi({ description: 'Only while the week is running.' }),
    note: note.optional(),
  })
  .openapi('KpiValue')

export const kpiValueExample = { week: '2026-W47', value: 17.25, count: 43, status: 'on_track' as const }

export const kpiValueList = z.object({ items: z.array(kpiValue) })

/** An item, a release or a deployment behind a KPI's value. */
const kpiEvidenceItem = z
  .object({ connection: z.string(), key: z.string(), title: z.string(), contribution: z.number() })
  .openapi('KpiEvidence')

export const kpiEvidenceExample = {
  connection: 'jira',
  key: 'EHR-124',
  title: 'Show allergies on the medication screen',
  contribution: 31.24,
}

export const kpiEvidencePage = pageOf(kpiEvidenceItem)

/** A value entered by hand. */
export const kpiValueInput = z
  .strictObject({
    value: z.number(),
    reason: z.string().trim().min(1).max(2_000),
    until: week.nullish().openapi({ description: 'Last week it holds for; default only its own.' }),
  })
  .openapi('KpiValueInput')

export const kpiValueInputExample = { value: 12.5, reason: 'Counted by hand during the freeze', until: '2026-W48' }
