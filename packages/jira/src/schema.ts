import { z } from 'zod'

/** An optional field: absent, null, or of a shape nobody expects, all read as null. */
export function lenient<T extends z.ZodType>(schema: T) {
  return schema.nullish().catch(null)
}

export const myselfSchema = z.object({
  accountId: z.string().nullish(),
  /** What Data Center has instead of an account id. */
  name: z.string().nullish(),
  displayName: z.string().nullish(),
})

export const fieldListSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    schema: z.object({ type: z.string().nullish(), custom: z.string().nullish() }).nullish(),
  }),
)

export const countSchema = z.object({ count: z.number() })

export const permissionsSchema = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean().nullish() })),
})

export const namedListSchema = z.array(z.object({ name: z.string() }))

const statusCategory = z.object({ key: z.enum(['undefined', 'new', 'indeterminate', 'done']) })

export const statusListSchema = z.array(z.object({ id: z.string(), name: z.string(), statusCategory }))

const named = lenient(z.object({ name: z.string() }))
const namedList = lenient(z.array(z.unknown()))
const person = lenient(z.object({ displayName: z.string() }))

/** One issue. Without its key, status and dates it cannot be placed anywhere; everything else may be missing. */
export const issueSchema = z.object({
  id: z.string(),
  key: z.string().regex(/^[A-Z][A-Z0-9_]*-\d+$/i),
  fields: z.looseObject({
    status: z.object({ name: z.string(), statusCategory }),
    created: z.string(),
    updated: z.string(),
    resolutiondate: z.string().nullish(),
    statuscategorychangedate: z.string().nullish(),
    summary: lenient(z.string()),
    issuetype: lenient(z.object({ name: z.string(), subtask: lenient(z.boolean()) })),
    parent: lenient(z.object({ key: z.string() })),
    resolution: named,
    labels: namedList,
    components: namedList,
    fixVersions: namedList,
    issuelinks: namedList,
    assignee: person,
    reporter: person,
  }),
})

/** One entry of `issuelinks`: exactly one of the two issues is there, and says in which direction the link is read. */
export const issueLinkSchema = z.object({
  type: z.object({ inward: z.string(), outward: z.string() }),
  inwardIssue: lenient(z.object({ key: z.string() })),
  outwardIssue: lenient(z.object({ key: z.string() })),
})

export type JiraFieldDefinition = z.infer<typeof fieldListSchema>[number]
