import type { CallOptions } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import type { Changelogs } from '../dialect.ts'
import { pagingLoop } from '../fault.ts'

/** Changes on a page: ten for each of a hundred issues is ordinary, and Jira gives at most 10,000. */
const PAGE_SIZE = 5000
/** More fields are refused. */
const FIELDS_MAX = 10

const identitySchema = z.object({ id: z.string() })
const pageSchema = z.object({
  issueChangeLogs: z.array(z.object({ issueId: z.string(), changeHistories: z.array(z.unknown()) })),
  nextPageToken: z.string().nullish(),
})

/**
 * The histories of up to 1,000 issues, mostly in one request. Jira pages through the changes of all of them in the order
 * of their instants, so an issue may come on several pages; one without changes is left out by Jira and empty here.
 *
 * @throws UpstreamError `jira.paging_loop` when Jira repeats a token.
 */
export async function bulkChangelogs(
  client: JiraClient,
  issues: readonly unknown[],
  fieldIds: readonly string[],
  options: CallOptions,
): Promise<Changelogs> {
  const ids = issues.flatMap((issue) => identitySchema.safeParse(issue).data?.id ?? [])
  const changelogs = new Map<string, unknown[]>(ids.map((id) => [id, []]))
  if (changelogs.size === 0) return changelogs
  const body = {
    issueIdsOrKeys: [...changelogs.keys()],
    fieldIds: fieldIds.slice(0, FIELDS_MAX),
    maxResults: PAGE_SIZE,
  }
  const url = `${client.api}/changelog/bulkfetch`
  const tokens = new Set<string>()
  for (let token: string | null = null; ; ) {
    const { data }: { data: z.infer<typeof pageSchema> } = await client.request(
      { url, method: 'POST', body: token === null ? body : { ...body, nextPageToken: token }, schema: pageSchema },
      options,
    )
    for (const { issueId, changeHistories } of data.issueChangeLogs) changelogs.get(issueId)?.push(...changeHistories)
    token = data.nextPageToken || null
    if (token === null) return changelogs
    if (tokens.has(token)) throw pagingLoop(client.connection, 'of histories')
    tokens.add(token)
  }
}
