import { z } from '@hono/zod-openapi'
import { instant, pageOf } from '../../fields.ts'

/** A stored version of a plan, without its text. */
const planVersion = z
  .object({
    plan: z.string(),
    version: z.int(),
    format: z.enum(['yaml', 'json']),
    author: z.string().nullable(),
    message: z.string().nullable(),
    createdAt: instant,
  })
  .openapi('PlanVersion')

export const planVersionExample = {
  plan: 'ehr-2027',
  version: 3,
  format: 'yaml' as const,
  author: null,
  message: 'Move the network upgrade to spring',
  createdAt: '2026-11-20T09:00:00.000Z',
}

export const planVersionPage = pageOf(planVersion)

/** A plan in a list: its newest version. */
const planSummary = planVersion.extend({ id: z.string(), title: z.string() }).openapi('PlanSummary')

export const planSummaryExample = {
  id: 'ehr-2027',
  title: 'Electronic health records across all sites',
  ...planVersionExample,
}

export const planSummaryPage = pageOf(planSummary)

const changes = z.array(
  z.object({
    pointer: z.string(),
    kind: z.enum(['added', 'removed', 'changed']),
    text: z.string(),
  }),
)

/** What applying a document did, or would do. */
export const planOutcome = z
  .object({
    plan: z.string(),
    version: z.int(),
    changed: z.boolean().openapi({ description: 'False when the document equals the stored one.' }),
    changes,
    warnings: z
      .array(z.string())
      .openapi({ description: 'Connections, epics and keys that the hub does not know (yet).' }),
    effect: z
      .array(
        z.object({
          id: z.string().openapi({ description: 'Of the plan, an objective or a deliverable.' }),
          before: z.number().nullable(),
          after: z.number().nullable(),
        }),
      )
      .optional()
      .openapi({ description: 'Only of a dry run: progress that would move, 0..1.' }),
  })
  .openapi('PlanOutcome')

export const planOutcomeExample = {
  plan: 'ehr-2027',
  version: 4,
  changed: true,
  changes: [
    {
      pointer: '/objectives/0/deliverables/0/due',
      kind: 'changed' as const,
      text: 'Deliverable ehr-core: due moved from 2027-03-31 to 2027-04-30',
    },
  ],
  warnings: [],
}

/** What one version of a plan says differently from another. */
export const versionComparison = z
  .object({ plan: z.string(), from: z.int(), to: z.int(), changes })
  .openapi('VersionComparison')

export const versionComparisonExample = { plan: 'ehr-2027', from: 3, to: 4, changes: planOutcomeExample.changes }

/** A plan document as an answer; its own schema is that of the plan model. */
export const planDocument = z.looseObject({}).openapi('PlanDocument')

/** What settling changed. */
export const settled = z
  .object({
    linked: z.int(),
    unlinked: z.int(),
    deliverables: z.array(z.string()).openapi({ description: 'That won, lost or kept an item that changed.' }),
  })
  .openapi('Settled')

export const settledExample = { linked: 37, unlinked: 2, deliverables: ['ehr-core'] }

/** A plan document as its author writes it. */
export const planYamlExample = `plan: ehr-2027
title: Electronic health records across all sites
timeZone: Europe/Berlin
period: { start: 2026-10-01, end: 2027-09-30 }
objectives:
  - id: one-record
    title: One record per patient at every site
    deliverables:
      - id: ehr-core
        title: EHR core live at the first site
        due: 2027-03-31
        links:
          - { connection: jira, epic: EHR-12 }
kpis:
  - id: lead-time
    title: Lead time of a change
    direction: down
    baseline: 21
    target: 7
    measure: { metric: items.lead_time, stat: p85, window: 4w }
`

/** The same document as JSON. */
export const planJsonExample = {
  plan: 'ehr-2027',
  title: 'Electronic health records across all sites',
  timeZone: 'Europe/Berlin',
  period: { start: '2026-10-01', end: '2027-09-30' },
  objectives: [
    {
      id: 'one-record',
      title: 'One record per patient at every site',
      deliverables: [
        {
          id: 'ehr-core',
          title: 'EHR core live at the first site',
          due: '2027-03-31',
          links: [{ connection: 'jira', epic: 'EHR-12' }],
        },
      ],
    },
  ],
  kpis: [
    {
      id: 'lead-time',
      title: 'Lead time of a change',
      direction: 'down',
      baseline: 21,
      target: 7,
      measure: { metric: 'items.lead_time', stat: 'p85', window: '4w' },
    },
  ],
}
