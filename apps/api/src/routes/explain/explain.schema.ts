import { z } from '@hono/zod-openapi'
import { claim, workItem, workItemExample } from '../items/items.schema.ts'

const position = z.int().openapi({ description: 'Where the deliverable stands in the document, from 1.' })

const explainedClaim = claim
  .extend({
    position,
    selector: z.string().nullable().openapi({ description: 'What the selector chooses; null for a reference.' }),
    won: z.boolean(),
    whyNot: z.string().nullable().openapi({ description: 'Which claim was stronger, and why; null for the winner.' }),
  })
  .openapi('ExplainedClaim')

const explainedReference = z
  .object({
    connection: z.string(),
    key: z.string(),
    title: z.string(),
    link: claim.nullable().openapi({ description: 'Where the issue belongs; null when it is linked to nothing.' }),
    isGone: z.boolean().openapi({ description: 'True when its tool no longer shows it: it is not followed then.' }),
  })
  .openapi('ExplainedReference')

const nearMiss = z
  .object({
    deliverable: z.string(),
    position,
    rule: claim.shape.rule,
    selector: z.string(),
    failed: z.array(
      z.object({
        field: z.string().openapi({ description: 'A field of the selector, or `not`.' }),
        text: z.string().openapi({ description: 'What is needed, and what there is.' }),
      }),
    ),
  })
  .openapi('NearMiss')

/** Why an item stands where it stands in a plan, or nowhere. */
export const explanation = z
  .object({
    plan: z.string(),
    version: z.int(),
    isSettled: z.boolean().openapi({
      description:
        'False while the plan, or something about the item, waits to be settled: the stored link or its conflicts may be others.',
    }),
    item: workItem,
    link: claim.nullable().openapi({ description: 'Null when it is linked to nothing.' }),
    verdict: z.string(),
    claims: z.array(explainedClaim).openapi({ description: 'Strongest first; the first one won.' }),
    references: z.array(explainedReference).openapi({ description: 'Of a pull request.' }),
    nearMisses: z.array(nearMiss).openapi({ description: 'The five nearest at most, the nearest first.' }),
    counting: z
      .object({ counted: z.boolean(), whyNot: z.string().nullable() })
      .nullable()
      .openapi({ description: 'Whether it enters the progress of its deliverable; null when it has none.' }),
  })
  .openapi('LinkExplanation')

export const explanationExample = {
  plan: 'ehr-2027',
  version: 3,
  isSettled: true,
  item: workItemExample,
  link: { deliverable: 'ehr-core', rule: 'epic' as const, detail: 'below epic EHR-12 “Core rollout”' },
  verdict: 'Linked to ehr-core: below epic EHR-12 “Core rollout”. One other deliverable names it too and lost.',
  claims: [
    {
      deliverable: 'ehr-core',
      rule: 'epic' as const,
      detail: 'below epic EHR-12 “Core rollout”',
      position: 2,
      selector: 'epic EHR-12, connection jira',
      won: true,
      whyNot: null,
    },
    {
      deliverable: 'medication',
      rule: 'field' as const,
      detail: 'project EHR, component Medication',
      position: 1,
      selector: 'project EHR, component Medication',
      won: false,
      whyNot: 'ehr-core names it by an epic, which beats its fields.',
    },
  ],
  references: [],
  nearMisses: [
    {
      deliverable: 'portal',
      position: 3,
      rule: 'field' as const,
      selector: 'project EHR, label portal-*',
      failed: [{ field: 'labels', text: 'label portal-* is needed; it has core' }],
    },
  ],
  counting: { counted: true, whyNot: null },
}
