import type { CensusPage, CensusRequest, Cursor } from '@throughline/source'
import { z } from 'zod'
import type { GithubClient } from '../client.ts'
import { placeOf } from '../items/cursor.ts'
import { isPull, mapIssue, mapPull } from '../items/map.ts'
import { readRecords } from '../items/read-records.ts'
import { unlessSwitchedOff } from '../items/switched-off.ts'
import { listPage, PAGE_SIZE } from '../list-page.ts'
import { checkScope } from '../scope.ts'

const stateSchema = z.object({
  list: z.enum(['issues', 'pulls']),
  page: z.int().positive(),
  after: z.string().nullable(),
})

type CensusState = z.infer<typeof stateSchema>

/**
 * Lists the issues of a repository and then its pull requests by creation, which neither an edit nor a wrong clock
 * changes: another way than that of the walk. The lists have nothing shorter than whole records, so they come along, and
 * labels or milestones that were renamed without moving a clock are found by them. That is also why no vocabularies are
 * needed.
 *
 * An issue that is deleted or transferred meanwhile lets one behind it slip to a page already read. What a census does not
 * show is therefore asked for by key before anybody believes that it is gone.
 *
 * @throws UpstreamRefusedError `github.unknown_repository`; the errors of `GithubClient.request`.
 */
export async function* takeCensus(request: CensusRequest, client: GithubClient): AsyncGenerator<CensusPage> {
  const { scope, signal } = request
  checkScope(scope, client.connection)
  const meter = { requests: 0 }
  const parsed = stateSchema.safeParse(request.from)
  let state: CensusState | null = parsed.success ? parsed.data : { list: 'issues', page: 1, after: null }
  while (state !== null) {
    const current: CensusState = state
    const asked = listPage(
      client,
      {
        route: `GET /repos/{owner}/{repo}/${current.list}`,
        scope,
        parameters: { state: 'all', sort: 'created', direction: 'asc', per_page: PAGE_SIZE, ...placeOf(current) },
      },
      null,
      { signal, meter },
    )
    const isIssues = current.list === 'issues'
    const answer = isIssues ? await unlessSwitchedOff(asked) : await asked
    const links = answer !== null && 'links' in answer ? answer.links : NO_MORE
    const wanted = (answer?.data ?? []).filter((raw) => !isIssues || !isPull(raw))
    const read = readRecords(wanted, scope, isIssues ? mapIssue : mapPull)
    state = stateAfter(current, links)
    const next: Cursor | null = state
    yield {
      ...read,
      entries: read.records.map(({ key, sourceId, updatedAt }) => ({ key, sourceId, updatedAt })),
      vocabularies: [],
      next,
      requests: meter.requests,
    }
    meter.requests = 0
  }
}

const NO_MORE = { hasNext: false, after: null }

function stateAfter(
  { list, page }: CensusState,
  links: { readonly hasNext: boolean; readonly after: string | null },
): CensusState | null {
  if (links.hasNext) return { list, page: page + 1, after: links.after }
  return list === 'issues' ? { list: 'pulls', page: 1, after: null } : null
}
