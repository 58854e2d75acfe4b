import { z } from '@hono/zod-openapi'
import { instant, itemKind, itemState, pageOf } from '../../fields.ts'

/** A Jira issue, GitHub issue or pull request. */
export const workItem = z
  .object({
    connection: z.string(),
    scope: z.string(),
    key: z.string().openapi({ description: '`PROJ-1` or `owner/repo#1`, in the tool’s spelling.' }),
    kind: itemKind,
    type: z.string().openapi({ description: 'The tool’s own name of the type.' }),
    title: z.string(),
    url: z.string(),
    state: itemState,
    status: z.string().openapi({ description: 'The tool’s own status name.' }),
    parent: z.string().nullable(),
    labels: z.array(z.string()),
    components: z.array(z.string()),
    milestones: z.array(z.string()).openapi({ description: 'Jira fix versions, or the GitHub milestone.' }),
    assignee: z.string().nullable(),
    author: z.string().nullable(),
    estimate: z.number().nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    doneAt: instant.nullable(),
    droppedAt: instant.nullable(),
    updatedAt: instant.openapi({ description: 'The tool’s clock.' }),
    changedAt: instant.openapi({ description: 'The hub’s clock: moves when anything here does.' }),
    tombstone: z
      .object({
        kind: z.enum(['deleted', 'moved', 'transferred', 'hidden']),
        at: instant,
        movedTo: z.string().nullable(),
      })
      .nullable(),
  })
  .openapi('WorkItem')

export const workItemExample = {
  connection: 'jira',
  scope: 'EHR',
  key: 'EHR-124',
  kind: 'issue' as const,
  type: 'Story',
  title: 'Show allergies on the medication screen',
  url: 'https://clinic.atlassian.net/browse/EHR-124',
  state: 'done' as const,
  status: 'Done',
  parent: 'EHR-12',
  labels: ['core'],
  components: ['Medication'],
  milestones: ['2026.4'],
  assignee: 'Mara Lindqvist',
  author: 'Jonas Weber',
  estimate: 5,
  createdAt: '2026-10-19T08:12:00.000Z',
  startedAt: '2026-11-02T09:30:00.000Z',
  doneAt: '2026-11-19T14:05:00.000Z',
  droppedAt: null,
  updatedAt: '2026-11-19T14:05:00.000Z',
  changedAt: '2026-11-19T14:15:03.000Z',
  tombstone: null,
}

export const workItemPage = pageOf(workItem)

const linkRule = z.enum(['key', 'epic', 'reference', 'field'])

/** Why an item is linked where it is. */
export const linkReason = z.object({
  rule: linkRule.openapi({
    description: 'Strongest first: a key, an epic above, a pull request’s reference, a field.',
  }),
  detail: z.string().openapi({ description: 'The rule in words.' }),
})

/** A deliverable that names an item, and by what. */
export const claim = linkReason.extend({
  deliverable: z.string().openapi({ description: 'Or `{objective}.direct`, for an objective’s own links.' }),
})

/** A work item with its history, references and links. */
export const workItemDetail = workItem
  .extend({
    transitions: z.array(z.object({ at: instant, from: itemState.nullable(), to: itemState, status: z.string() })),
    references: z.array(
      z.object({
        connection: z.string(),
        key: z.string(),
        title: z.string(),
        via: z.string().nullable().openapi({
          description:
            'What names the other one, such as a title. Null with `knownAt` of a reference that is no more: it is not kept of those.',
        }),
        direction: z.enum(['references', 'referenced_by']),
      }),
    ),
    links: z.array(
      claim.extend({
        plan: z.string(),
        conflicts: z.array(claim).openapi({ description: 'Deliverables that named it too and lost.' }),
      }),
    ),
  })
  .openapi('WorkItemDetail')

export const workItemDetailExample = {
  ...workItemExample,
  transitions: [
    { at: '2026-10-19T08:12:00.000Z', from: null, to: 'todo' as const, status: 'To Do' },
    { at: '2026-11-02T09:30:00.000Z', from: 'todo' as const, to: 'in_progress' as const, status: 'In Progress' },
    { at: '2026-11-19T14:05:00.000Z', from: 'in_progress' as const, to: 'done' as const, status: 'Done' },
  ],
  references: [
    {
      connection: 'github',
      key: 'clinic/ehr#318',
      title: 'EHR-124 Allergies on the medication screen',
      via: 'title',
      direction: 'referenced_by' as const,
    },
  ],
  links: [
    {
      plan: 'ehr-2027',
      deliverable: 'ehr-core',
      rule: 'epic' as const,
      detail: 'below epic EHR-12 “Core rollout”',
      conflicts: [],
    },
  ],
}
