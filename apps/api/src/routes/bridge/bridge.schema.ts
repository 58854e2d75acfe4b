import { z } from '@hono/zod-openapi'
import { BRIDGE_CAUSES } from '@throughline/plan'
import { instant } from '../../fields.ts'
import { progress } from '../roadmap/roadmap.schema.ts'

const contribution = z.number().openapi({
  description: 'What it adds to the value of the part; those of a part add up to it to the last bit.',
})

const item = z
  .object({
    connection: z.string(),
    key: z.string(),
    title: z.string(),
    url: z.string(),
    deliverable: z.string().openapi({ description: 'The deliverable that it contributes through.' }),
    note: z.string().openapi({ description: 'What happened to it, as a sentence.' }),
    contribution,
  })
  .openapi('BridgeItem')

const change = z
  .object({
    node: z.string().openapi({ description: 'Id of a deliverable or an objective.' }),
    title: z.string(),
    note: z.string().openapi({ description: 'What was written about it, as a sentence.' }),
    contribution,
  })
  .openapi('BridgeChange')

/** Why something happened to progress. */
const bridgeCause = z.enum(BRIDGE_CAUSES).openapi('BridgeCause', {
  description:
    'In the order in which causes are told apart: `learned_late` was true before and is only known since; `plan_changed` are definitions, and links by changed selectors; `relinked` are links that items changed; `restructured` became a container, a sub-task or evidence, or ceased to be; `added` was created, taken up again or came back into view; `entered` is progress by hand.',
})

const part = z
  .object({
    cause: bridgeCause,
    value: z.number().openapi({ description: 'What the cause changed. The values of all parts add up to `change`.' }),
    count: z.int().openapi({ description: 'How many items are behind it.' }),
    items: z.array(item).openapi({
      description:
        'All of them, the largest contribution first; one that went to another deliverable is there for both.',
    }),
    changes: z.array(change),
  })
  .openapi('BridgePart')

const bridge = {
  before: progress,
  after: progress,
  change: z.number().openapi({
    description:
      '`after` less `before`, null counting as 0, rounded by less than 1e-14 so that the parts add up to it exactly.',
  }),
  note: z.string().nullable().openapi({ description: 'What a null before or after means here.' }),
  parts: z.array(part).openapi({ description: 'In the order of the causes, without those that changed nothing.' }),
}

/** The bridge of a part of a weekly report. */
export const reportBridge = z
  .object({
    ...bridge,
    parts: z.array(
      part
        .extend({
          items: z
            .array(item)
            .openapi({ description: 'The largest contributions, 5 at most; the call for the bridge lists all.' }),
          itemsLeftOut: z.int(),
          changes: z.array(change).openapi({ description: 'The largest contributions, 5 at most.' }),
          changesLeftOut: z.int(),
        })
        .openapi('ReportBridgePart'),
    ),
  })
  .openapi('ReportBridge', {
    description:
      'Why progress moved since the week before, from what was published then. Absent from reports that older versions published.',
  })

/** The bridge of a plan and of all its parts. */
export const bridgeAnswer = z
  .object({
    plan: z.string(),
    title: z.string(),
    timeZone: z.string(),
    from: instant,
    to: instant,
    ...bridge,
    objectives: z.array(
      z
        .object({
          id: z.string(),
          title: z.string(),
          ...bridge,
          deliverables: z.array(
            z.object({ id: z.string(), title: z.string(), ...bridge }).openapi('BridgedDeliverable'),
          ),
        })
        .openapi('BridgedObjective'),
    ),
  })
  .openapi('ProgressBridge')

const example = {
  before: 0.25,
  after: 0.5,
  change: 0.25,
  note: null,
  parts: [
    {
      cause: 'done' as const,
      value: 0.25,
      count: 1,
      items: [
        {
          connection: 'jira',
          key: 'EHR-31',
          title: 'Merge two records of one patient',
          url: 'https://clinic.atlassian.net/browse/EHR-31',
          deliverable: 'ehr-core',
          note: 'It was done on 2026-11-24.',
          contribution: 0.25,
        },
      ],
      changes: [],
    },
  ],
}

export const reportBridgeExample = {
  ...example,
  parts: example.parts.map((each) => ({ ...each, itemsLeftOut: 0, changesLeftOut: 0 })),
}

export const bridgeExample = {
  plan: 'ehr-2027',
  title: 'Electronic health records across all sites',
  timeZone: 'Europe/Berlin',
  from: '2026-11-22T22:59:59.999Z',
  to: '2026-11-27T08:00:00.000Z',
  ...example,
  objectives: [
    {
      id: 'one-record',
      title: 'One record per patient at every site',
      ...example,
      deliverables: [{ id: 'ehr-core', title: 'EHR core live at the first site', ...example }],
    },
  ],
}
