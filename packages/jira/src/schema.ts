import { z } from 'zod'

/**
 * What Jira sends, as far as it is read. The envelope of an answer is strict, because a page that is no page must not
 * end a walk; an issue is parsed one by one, so that a bad one is set aside and its page goes on.
 */
export const searchPageSchema = z.object({
  issues: z.array(z.unknown()),
  /** Absent, null or empty on the last page; `isLast` beside it is not reliable and not read. */
  nextPageToken: z.string().nullish(),
})

export const myselfSchema = z.object({
  accountId: z.string().nullish(),
  displayName: z.string().nullish(),
})

export const fieldListSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    schema: z.object({ type: z.string().nullish() }).nullish(),
  }),
)

export const countSchema = z.object({ count: z.number() })

export const permissionsSchema = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean().nullish() })),
})

export const namedListSchema = z.array(z.object({ name: z.string() }))

/** An optional field: absent, null, or of a shape nobody expects, all read as null. */
function lenient<T extends z.ZodType>(schema: T) {
  return schema.nullish().catch(null)
}

const named = lenient(z.object({ name: z.string() }))
const namedList = lenient(z.array(z.unknown()))
const person = lenient(z.object({ displayName: z.string() }))

/** One issue. Without its key, status and dates it cannot be placed anywhere; everything else may be missing. */
export const issueSchema = z.object({
  id: z.string(),
  key: z.string().regex(/^[A-Z][A-Z0-9_]*-\d+$/i),
  fields: z.looseObject({
    status: z.object({
      name: z.string(),
      statusCategory: z.object({ key: z.enum(['undefined', 'new', 'indeterminate', 'done']) }),
    }),
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
    assignee: person,
    reporter: person,
  }),
})

export type JiraIssue = z.infer<typeof issueSchema>
export type JiraFieldDefinition = z.infer<typeof fieldListSchema>[number]
