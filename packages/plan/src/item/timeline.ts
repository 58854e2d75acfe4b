import type { ItemRecord, SeenTransition } from './item-record.ts'
import { isStatusOverridden, type StateMapping, stateOf } from './state-mapping.ts'
import type { EpochMs, ItemState, Transition } from './work-item.ts'

/** The facts of a record that its timeline follows from. */
export type TimelineFacts = Pick<
  ItemRecord,
  'kind' | 'seen' | 'endedAt' | 'categoryChangedAt' | 'history' | 'createdAt' | 'updatedAt'
>

/** A time during which a pull request was open; `to: null` while it still is. */
export interface OpenInterval {
  readonly from: EpochMs
  readonly to: EpochMs | null
}

/**
 * The moves of an item between states, oldest first and never empty: the first has `from: null` and stands at the
 * item's creation, and no two in a row lead to the same state, because a move between two statuses of one state is
 * none. Instants never run backwards, whatever the tool's history says.
 *
 * With history every entry counts; an entry at or before the creation says the state the item was created in. The last
 * state is always that of `seen`, the newest fact there is. Without history an item is todo until it ends, or until it
 * came into progress. The status name of a beginning that the tool does not tell is empty.
 *
 * `openPullRequests` are the open times of the pull requests that reference a GitHub issue: while the issue is todo and
 * at least one is open, it is in progress. They are ignored for Jira issues, for pull requests, and for a status whose
 * state an override says: overrides win over the rest.
 */
export function timelineOf(
  facts: TimelineFacts,
  mapping: StateMapping,
  openPullRequests: readonly OpenInterval[] = [],
): Transition[] {
  const moves =
    facts.history === null || facts.history.length === 0
      ? movesWithoutHistory(facts, mapping)
      : movesOfHistory(facts, facts.history, mapping)
  const follows = mapping.tool === 'github' && facts.kind === 'issue' && openPullRequests.length > 0
  return linked(follows ? withOpenWork(moves, openPullRequests, mapping) : moves)
}

/** A state entered at an instant; what it came from follows from the one before. */
interface Move {
  readonly at: EpochMs
  readonly to: ItemState
  readonly status: string
}

function movesWithoutHistory(facts: TimelineFacts, mapping: StateMapping): Move[] {
  const { createdAt, seen } = facts
  const state = stateOf(seen, mapping)
  const now = { to: state, status: seen.status }
  switch (state) {
    case 'todo':
      return [{ at: createdAt, ...now }]
    case 'in_progress': {
      const since = facts.kind === 'pull_request' ? createdAt : (facts.categoryChangedAt ?? createdAt)
      return since <= createdAt ? [{ at: createdAt, ...now }] : [beginning(facts, mapping), { at: since, ...now }]
    }
    case 'done':
    case 'dropped': {
      const end = facts.endedAt ?? facts.categoryChangedAt ?? facts.updatedAt
      return [beginning(facts, mapping), { at: Math.max(createdAt, end), ...now }]
    }
  }
}

function movesOfHistory(facts: TimelineFacts, history: readonly SeenTransition[], mapping: StateMapping): Move[] {
  const { createdAt, seen } = facts
  const moves: Move[] = [beginning(facts, mapping)]
  let latest = createdAt
  for (const [index, entry] of history.entries()) {
    // A resolution is often set after the status: the newest fact says best what the last move meant.
    const meant = index === history.length - 1 && entry.status === seen.status ? seen : entry
    const isBeginning = index === 0 && entry.at <= createdAt
    latest = Math.max(latest, entry.at)
    const move = { at: latest, to: stateOf(meant, mapping), status: entry.status }
    if (isBeginning) moves[0] = move
    else moves.push(move)
  }
  const state = stateOf(seen, mapping)
  if (moves.at(-1)?.to !== state) {
    // The history ends before the present: what happened since is known only by its outcome.
    const at = (isEnd(state) ? facts.endedAt : null) ?? facts.categoryChangedAt ?? facts.updatedAt
    moves.push({ at: Math.max(latest, at), to: state, status: seen.status })
  }
  return mapping.tool === 'github' ? withMissedReopening(moves, facts, mapping) : moves
}

/**
 * GitHub says of a closed item when it was closed last. Where its history has it closed before that and never reopened,
 * the reopening was not told: all that is known of it is that it was over by then.
 */
function withMissedReopening(moves: readonly Move[], facts: TimelineFacts, mapping: StateMapping): Move[] {
  const last = moves.at(-1)
  if (last === undefined || facts.endedAt === null || !isEnd(last.to)) return [...moves]
  const run = moves.findLastIndex((move) => move.to !== last.to) + 1
  const since = moves[run]?.at ?? last.at
  if (facts.endedAt <= since) return [...moves]
  const reopened = { ...beginning(facts, mapping), at: facts.endedAt }
  return [...moves.slice(0, run + 1), reopened, { ...last, at: facts.endedAt }]
}

function isEnd(state: ItemState): boolean {
  return state === 'done' || state === 'dropped'
}

/** The state in which an item of its tool comes into the world. */
function beginning(facts: TimelineFacts, mapping: StateMapping): Move {
  const category = facts.kind === 'pull_request' ? 'in_progress' : 'todo'
  if (mapping.tool === 'jira') return { at: facts.createdAt, to: category, status: '' }
  return {
    at: facts.createdAt,
    to: stateOf({ status: 'open', category, resolution: null }, mapping),
    status: 'open',
  }
}

/** Lays the times of open pull requests over the todo times of an issue. */
function withOpenWork(moves: readonly Move[], intervals: readonly OpenInterval[], mapping: StateMapping): Move[] {
  const createdAt = moves[0]?.at ?? 0
  const mayFollow = ({ to, status }: Move) => to === 'todo' && !isStatusOverridden(status, mapping)
  const isOpenAt = (at: EpochMs) => intervals.some(({ from, to }) => from <= at && (to === null || at < to))
  const instants = new Set(moves.map((move) => move.at))
  for (const { from, to } of intervals) {
    if (from > createdAt) instants.add(from)
    if (to !== null && to > createdAt) instants.add(to)
  }
  return [...instants]
    .sort((one, other) => one - other)
    .flatMap((at) => {
      const here = moves.filter((move) => move.at === at)
      const standing = moves.findLast((move) => move.at <= at)
      if (standing === undefined) return []
      // Several moves at one instant are all kept; only the one that stands afterwards can be overlaid.
      const last = {
        ...standing,
        at,
        to: mayFollow(standing) && isOpenAt(at) ? 'in_progress' : standing.to,
      } as const
      return [...here.slice(0, -1), last]
    })
}

/** Says of each move what it came from, and leaves out those that change no state. */
function linked(moves: readonly Move[]): Transition[] {
  const timeline: Transition[] = []
  for (const { at, to, status } of moves) {
    const from = timeline.at(-1)?.to ?? null
    if (from !== to) timeline.push({ at, from, to, status })
  }
  return timeline
}
