import { type CallOptions, parseInstant } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import type { Changelogs } from '../dialect.ts'
import type { InlineChangelogs } from '../history/inline-changelogs.ts'

/** More issues are refused; a page has no more. */
const ISSUES_MAX = 100

/** Jira stamps the category of a new issue a moment after its creation. */
const BIRTH_MS = 2_000

const datedSchema = z.object({
  id: z.string(),
  fields: z.object({ created: z.string(), statuscategorychangedate: z.string() }),
})
const answerSchema = z.object({ issues: z.array(z.unknown()) })

/**
 * Histories that were told in bulk, put right where Jira left one out. It leaves out issues without changes, and alike
 * those that went out of sight since they were searched for: the project may no longer be browsed, or issue security hides
 * the issue. An issue whose category changed after its creation has a history, so those are asked for again, together with
 * it. One that does not answer is absent from what is returned.
 */
export async function confirmChangelogs(
  told: Changelogs,
  issues: readonly unknown[],
  {
    client,
    inline,
    options,
  }: { readonly client: JiraClient; readonly inline: InlineChangelogs; readonly options: CallOptions },
): Promise<Changelogs> {
  const doubted = issues.flatMap((issue) => idIfMoved(issue) ?? []).filter((id) => told.get(id)?.length === 0)
  if (doubted.length === 0) return told
  const confirmed = new Map([...told].filter(([id]) => !doubted.includes(id)))
  for (let start = 0; start < doubted.length; start += ISSUES_MAX) {
    const body = { issueIdsOrKeys: doubted.slice(start, start + ISSUES_MAX), fields: ['status'], expand: ['changelog'] }
    const url = `${client.api}/issue/bulkfetch`
    const { data } = await client.request({ url, method: 'POST', body, schema: answerSchema }, options)
    for (const [id, histories] of await inline.of(data.issues, options)) confirmed.set(id, histories)
  }
  return confirmed
}

/** The id of an issue that changed its category since it was created. */
function idIfMoved(issue: unknown): string | null {
  const { data } = datedSchema.safeParse(issue)
  if (data === undefined) return null
  const { created, statuscategorychangedate: moved } = data.fields
  return (parseInstant(moved) ?? 0) - (parseInstant(created) ?? 0) > BIRTH_MS ? data.id : null
}
