import { UpstreamError } from '@throughline/errors'
import { isoSeconds } from '@throughline/source'
import type { GithubClient } from '../client.ts'
import { listPage, PAGE_SIZE } from '../list-page.ts'
import { placeOf, type WalkState } from './cursor.ts'
import { isPull, mapIssue } from './map.ts'
import { lastInstant, readRecords } from './read-records.ts'
import { EMPTY_STEP, type Step, type StepContext } from './step.ts'
import { unlessSwitchedOff } from './switched-off.ts'

/**
 * Reads the next issues by time of their last update, oldest first. It goes on from the last update it saw rather than
 * with the next page number, so an issue that is edited meanwhile, and so moves to the end, shifts nothing past the
 * reader, and no page number grows until GitHub refuses it. Only where more than a whole page shares one instant are
 * pages counted; an edit to one of those very issues between two of those pages can push a neighbour out of sight until
 * the next census.
 *
 * A part of a divided walk ends where the next one begins, and then reads what was updated since the walk was divided:
 * what was edited meanwhile has left its place.
 */
export async function issuesStep(state: WalkState, { scope, client, options, known }: StepContext): Promise<Step> {
  const { since, page } = state
  const isFirst = page === 1 && since === state.from && !state.isPart
  const etag = isFirst ? (known.issues?.etag ?? null) : null
  const answer = await unlessSwitchedOff(
    listPage(
      client,
      {
        route: 'GET /repos/{owner}/{repo}/issues',
        scope,
        parameters: {
          state: 'all',
          sort: 'updated',
          direction: 'asc',
          ...(since === null ? {} : { since: isoSeconds(since) }),
          per_page: PAGE_SIZE,
          ...placeOf(state),
        },
      },
      etag,
      options,
    ),
  )
  // Issues can be switched off; the pull requests are there all the same.
  if (answer === null) return { ...EMPTY_STEP, serverTime: null, next: afterIssues(state, true) }
  const { serverTime } = answer
  if (answer.data === null) {
    return {
      ...EMPTY_STEP,
      serverTime,
      isUnchanged: true,
      next: afterIssues(state, true),
      answers: { issues: known.issues },
    }
  }
  const { data, links } = answer
  const issues = data.filter((raw) => !isPull(raw))
  const read = { ...EMPTY_STEP, ...readRecords(issues, scope, mapIssue), serverTime }
  if (!links.hasNext) {
    // A page that is full may stay the same while another one begins behind it.
    const isWhole = isFirst && data.length < PAGE_SIZE && answer.etag !== null
    const answers = isWhole ? { answers: { issues: { etag: answer.etag, reach: since } } } : {}
    return { ...read, ...answers, next: afterIssues(state, true) }
  }
  const last = lastInstant(data, 'updated_at')
  if (last !== null && since !== null && last < since) throw outOfOrder(scope, client)
  if (last !== null && state.until !== null && last >= state.until) return { ...read, next: afterIssues(state, false) }
  const stands = last === null || last === since
  return { ...read, next: stands ? { page: page + 1, after: links.after } : { since: last, page: 1, after: null } }
}

/** Where a walk goes when the issues, or those of its part, are read. */
function afterIssues(state: WalkState, isEnd: boolean): Partial<WalkState> | null {
  if (!state.isPart) return { stream: 'pulls', since: null, page: 1, after: null }
  // The end of the list holds what was edited too.
  if (state.tail === null || isEnd) return null
  return { since: state.tail, page: 1, after: null, until: null, tail: null }
}

function outOfOrder(scope: string, client: GithubClient): UpstreamError {
  return new UpstreamError(
    'github.paging_out_of_order',
    `GitHub lists the issues of ${scope} out of order, so connection ${client.connection} stopped before missing some. It is tried again; check that nothing between here and GitHub rewrites queries.`,
    { context: { scope } },
  )
}
