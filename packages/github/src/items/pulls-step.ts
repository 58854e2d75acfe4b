import { listPage, PAGE_SIZE } from '../list-page.ts'
import { placeOf, type WalkState } from './cursor.ts'
import { mapPull } from './map.ts'
import { instantOf, lastInstant, readRecords } from './read-records.ts'
import { EMPTY_STEP, type Step, type StepContext } from './step.ts'

/**
 * Reads the next pull requests. They come by creation in a full walk, which no edit changes. An incremental one reads
 * them by last update, newest first, until they are older than it reaches back; an edit meanwhile only shows some twice.
 *
 * A part of a divided walk reads its pages from the highest to the lowest: pull requests of an account that GitHub hides
 * leave the list, and all behind them move to lower pages, which are still to come. Its last page belongs to the part
 * below already, for those that move across the border.
 */
export async function pullsStep(state: WalkState, { scope, client, options, known }: StepContext): Promise<Step> {
  const { from, page, until } = state
  const isFirst = page === 1 && from !== null
  const order = from === null ? { sort: 'created', direction: 'asc' } : { sort: 'updated', direction: 'desc' }
  const answer = await listPage(
    client,
    {
      route: 'GET /repos/{owner}/{repo}/pulls',
      scope,
      parameters: { state: 'all', ...order, per_page: PAGE_SIZE, ...placeOf(state) },
    },
    isFirst ? (known.pulls?.etag ?? null) : null,
    options,
  )
  const { serverTime } = answer
  const afterwards: Step['next'] = state.isPart ? null : { stream: 'events', page: 1, after: null }
  if (answer.data === null) {
    return { ...EMPTY_STEP, serverTime, isUnchanged: true, next: afterwards, answers: { pulls: known.pulls } }
  }
  const { data, links, etag } = answer
  const last = from === null ? null : lastInstant(data, 'updated_at')
  const isOlder = from !== null && last !== null && last < from
  const wanted = from === null ? data : data.filter((raw) => (instantOf(raw, 'updated_at') ?? from) >= from)
  const read = { ...EMPTY_STEP, ...readRecords(wanted, scope, mapPull), serverTime }
  if (state.isPart && until !== null) return { ...read, next: page > until ? { page: page - 1 } : afterwards }
  if (links.hasNext && !isOlder) return { ...read, next: { page: page + 1, after: links.after } }
  const answers = isFirst && etag !== null ? { answers: { pulls: { etag, reach: links.hasNext ? last : null } } } : {}
  return { ...read, ...answers, next: afterwards }
}
