import type { QuarantinedRecord, SeenMove } from '@throughline/source'
import { placeOf, type WalkState } from '../items/cursor.ts'
import { instantOf, lastInstant } from '../items/read-records.ts'
import { EMPTY_STEP, type Step, type StepContext } from '../items/step.ts'
import { listPage, PAGE_SIZE } from '../list-page.ts'
import { unlessRefused } from '../refused.ts'
import { type EventSubject, mapEvent } from './map-event.ts'

/** Lists of events that end at a page as high as this are cut off there by GitHub, who keeps far fewer than it has. */
const CUT_FROM_PAGE = 100

/**
 * Reads the next events of a repository, newest first, until they are older than the walk reaches back; what happens
 * meanwhile only shows some twice. GitHub shows no more than some tens of thousands, and may refuse them altogether: where
 * it ends early, the walk notes how far it came instead of failing.
 *
 * A part of a divided walk reads on until it is past the event at which the next one began, because what happens
 * meanwhile pushes events to higher pages.
 *
 * An issue that is deleted meanwhile takes its events along, and may let one behind them slip to a page already read. The
 * item of that one still has its present state, and the end that its record tells.
 */
export async function eventsStep(state: WalkState, { scope, client, options, known }: StepContext): Promise<Step> {
  const { from, page, until } = state
  const isFirst = page === 1
  const asked = listPage(
    client,
    {
      route: 'GET /repos/{owner}/{repo}/issues/events',
      scope,
      parameters: { per_page: PAGE_SIZE, ...placeOf(state) },
    },
    isFirst ? (known.events?.etag ?? null) : null,
    options,
  )
  // GitHub refuses a page number that it finds too high, and sometimes all of them. The items are there all the same, with
  // the history that their records tell.
  const answer = await unlessRefused(asked)
  if (answer === null) {
    const { ended, oldest } = state
    const eventsReach = oldest ?? ended
    return { ...EMPTY_STEP, serverTime: ended, next: null, ...(eventsReach === null ? {} : { eventsReach }) }
  }
  const { serverTime } = answer
  if (answer.data === null) {
    return { ...EMPTY_STEP, serverTime, isUnchanged: true, next: null, answers: { events: known.events } }
  }
  const { data, links, etag } = answer
  const last = lastInstant(data, 'created_at')
  const reach = from ?? until
  const isOlder = reach !== null && last !== null && last < reach
  const wanted = from === null ? data : data.filter((raw) => (instantOf(raw, 'created_at') ?? from) >= from)
  const answers = isFirst && etag !== null ? { answers: { events: { etag, reach: links.hasNext ? last : null } } } : {}
  const read = { ...EMPTY_STEP, ...readMoves(wanted, scope, null), ...answers, serverTime }
  if (links.hasNext && !isOlder)
    return { ...read, next: { page: page + 1, after: links.after, oldest: last ?? state.oldest } }
  const isCut = !links.hasNext && data.length === PAGE_SIZE && page >= CUT_FROM_PAGE
  return { ...read, next: null, ...(isCut && last !== null ? { eventsReach: last } : {}) }
}

/** Makes moves of a list of events, see {@link mapEvent}; what can be no event stands beside them. */
export function readMoves(list: readonly unknown[], scope: string, subject: EventSubject | null) {
  const moves: SeenMove[] = []
  const quarantined: QuarantinedRecord[] = []
  for (const raw of list) {
    const read = mapEvent(raw, scope, subject)
    if (read === null) continue
    if ('reason' in read) quarantined.push(read)
    else moves.push(read)
  }
  return { moves, quarantined }
}
