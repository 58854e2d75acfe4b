import type { CallOptions } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import type { FoundIssue } from '../dialect.ts'
import { findIssue } from '../fetch/find-issue.ts'

/** More keys are refused. */
const KEYS_MAX = 100

const identitySchema = z.object({ key: z.string() })
const answerSchema = z.object({ issues: z.array(z.unknown()) })

/**
 * Issues by key, a hundred at a time. What Jira leaves out, or answers under another key, is asked for once more by
 * itself: the bulk answer does not say why, and an issue is not called deleted on a guess.
 */
export async function bulkIssues(
  client: JiraClient,
  keys: readonly string[],
  fields: readonly string[],
  options: CallOptions,
): Promise<ReadonlyMap<string, FoundIssue>> {
  const found = new Map<string, FoundIssue>()
  for (let start = 0; start < keys.length; start += KEYS_MAX) {
    const asked = keys.slice(start, start + KEYS_MAX)
    const { data } = await client.request(
      {
        url: `${client.api}/issue/bulkfetch`,
        method: 'POST',
        body: { issueIdsOrKeys: asked, fields },
        schema: answerSchema,
      },
      options,
    )
    const byKey = new Map(
      data.issues.flatMap((issue) => {
        const key = identitySchema.safeParse(issue).data?.key.toUpperCase()
        return key === undefined ? [] : [[key, issue] as const]
      }),
    )
    await Promise.all(
      asked.map(async (key) => {
        const issue = byKey.get(key.toUpperCase())
        const isFound = issue !== undefined
        found.set(key, isFound ? { kind: 'found', issue } : await findIssue(client, key, { fields }, options))
      }),
    )
  }
  return found
}
