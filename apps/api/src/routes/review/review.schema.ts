import { z } from '@hono/zod-openapi'
import { instant } from '../../fields.ts'

const severity = z.enum(['error', 'warning', 'info'])

const finding = z
  .object({
    rule: z.string().openapi({ description: 'One of the rules of docs/plan-review.md.' }),
    severity,
    subject: z.object({
      kind: z.string(),
      id: z.string(),
      title: z.string(),
      pointer: z.string().openapi({ description: 'JSON pointer into the plan document.' }),
    }),
    says: z.string(),
    why: z.string(),
    remedy: z.string(),
  })
  .openapi('ReviewFinding')

/** What in a plan makes plans fail, the gravest first. */
export const reviewAnswer = z
  .object({
    plan: z.string(),
    version: z.int().openapi({ description: '0 for a document that is not stored.' }),
    asOf: instant,
    timeZone: z.string(),
    counts: z.object({ error: z.int(), warning: z.int(), info: z.int() }),
    findings: z.array(finding),
    silenced: z.array(z.string()).openapi({ description: 'Rules that the plan switches off.' }),
  })
  .openapi('PlanReview')

export const reviewExample = {
  plan: 'ehr-2027',
  version: 3,
  asOf: '2026-11-23T08:00:00.000Z',
  timeZone: 'Europe/Berlin',
  counts: { error: 0, warning: 1, info: 0 },
  findings: [
    {
      rule: 'deliverable-without-owner',
      severity: 'warning' as const,
      subject: {
        kind: 'deliverable',
        id: 'network',
        title: 'Network upgrade of all sites',
        pointer: '/objectives/0/deliverables/1',
      },
      says: 'It has no owner.',
      why: 'What belongs to everybody is done by nobody, and nobody can be asked about it.',
      remedy: 'Name one owner.',
    },
  ],
  silenced: [],
}
