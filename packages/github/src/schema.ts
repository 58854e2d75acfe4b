import { z } from 'zod'

/** An optional field: absent, null, or of a shape nobody expects, all read as null. */
export function lenient<T extends z.ZodType>(schema: T) {
  return schema.nullish().catch(null)
}

const person = lenient(z.object({ login: z.string() }))

/** What issues and pull requests share. Without number, state and dates a record cannot be placed; the rest may be missing. */
const threadSchema = z.object({
  id: z.number(),
  number: z.int().positive(),
  state: z.enum(['open', 'closed']),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullish(),
  title: lenient(z.string()),
  body: lenient(z.string()),
  html_url: lenient(z.url({ protocol: /^https?$/ })),
  user: person,
  assignee: person,
  assignees: lenient(z.array(z.unknown())),
  labels: lenient(z.array(z.unknown())),
  milestone: lenient(z.object({ title: z.string() })),
})

/** An issue as the list of issues gives it. */
export const issueSchema = threadSchema.extend({
  state_reason: lenient(z.string()),
  type: lenient(z.object({ name: z.string() })),
  parent_issue_url: lenient(z.string()),
})

/** A pull request as the list of pull requests gives it. */
export const pullSchema = threadSchema.extend({
  merged_at: z.string().nullish(),
  head: lenient(z.object({ ref: z.string() })),
})

/** An event of an issue or pull request; lists of one of them leave the `issue` out. */
export const eventSchema = z.object({
  id: z.union([z.int(), z.string()]),
  event: z.string(),
  created_at: z.string(),
  state_reason: lenient(z.string()),
  issue: lenient(
    z.object({
      number: z.int().positive(),
      state_reason: lenient(z.string()),
      closed_at: lenient(z.string()),
      pull_request: lenient(z.object({ merged_at: lenient(z.string()) })),
    }),
  ),
})

/** Where a single issue says it stands, which a transfer changes. */
export const placeSchema = z.object({ number: z.int().positive(), repository_url: lenient(z.string()) })

export const repositorySchema = z.object({
  full_name: z.string(),
  permissions: lenient(z.record(z.string(), z.boolean())),
  has_issues: lenient(z.boolean()),
})

export const userSchema = z.object({ login: z.string() })

export type GithubThread = z.infer<typeof threadSchema>
