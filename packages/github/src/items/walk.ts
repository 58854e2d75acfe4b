import type { EpochMs, ItemRecord } from '@throughline/plan'
import type { CallOptions, Page, WalkRequest } from '@throughline/source'
import type { GithubClient } from '../client.ts'
import { eventsStep } from '../events/events-step.ts'
import { checkScope } from '../scope.ts'
import { firstState, readCursor, type WalkState, writeCursor } from './cursor.ts'
import { issuesStep } from './issues-step.ts'
import { NOTHING_KNOWN } from './known-answers.ts'
import { markOf, readMark } from './mark.ts'
import { pullsStep } from './pulls-step.ts'
import type { Step } from './step.ts'

const STEPS = { issues: issuesStep, pulls: pullsStep, events: eventsStep }

/**
 * Walks the issues of a repository, its pull requests, and then what happened to them: see the steps for how each list
 * is read. Where nothing is new an incremental walk costs three requests, of which GitHub counts none as soon as it is
 * asked the same again; its mark is then the very mark that it began from. A range of a divided walk is a part of one of
 * the three.
 *
 * The mark is the latest update seen, by GitHub's own stamp, or a little before the walk began where that is earlier:
 * then neither a wrong clock nor a lagging replica hides an update from the next walk, and events of what was created
 * after the lists were read come again with it. A mark ahead of GitHub's clock tells that the clock was turned back, and
 * with it the stamps of what changed since; then everything is walked.
 *
 * @throws UpstreamRefusedError `github.unknown_repository`; the errors of `GithubClient.request`.
 */
export async function* walkItems(request: WalkRequest, client: GithubClient): AsyncGenerator<Page> {
  const { scope, since: given, signal } = request
  checkScope(scope, client.connection)
  const meter = { requests: 0 }
  const options: CallOptions = { signal, meter }
  const mark = readMark(given)
  /** Issues of the page before that stand at the instant the next one starts from, and so come again. */
  let repeated: ReadonlySet<string> = new Set()
  let state = readCursor(request.from) ?? firstState(mark.at, mark.eventsReach)
  for (;;) {
    const known = state.from === null ? NOTHING_KNOWN : mark.answers
    const step = await STEPS[state.stream](state, { scope, client, options, known })
    if (isAhead(state, step.serverTime)) {
      state = firstState(null)
      continue
    }
    const { since } = state
    const after = stateAfter(state, step)
    const isLast = step.next === null
    // Nothing is lost when a walk that is continued asks once more what has not changed.
    if (!step.isUnchanged || isLast) {
      yield {
        records: step.records.filter(({ key, updatedAt }) => updatedAt !== since || !repeated.has(key)),
        moves: step.moves,
        sprints: [],
        quarantined: step.quarantined,
        unseen: [],
        next: isLast ? null : writeCursor(after),
        mark: isLast ? (after.isQuiet && given !== null ? given : markOf(after)) : null,
        requests: meter.requests,
      }
      meter.requests = 0
    }
    if (isLast) return
    repeated = new Set(step.records.filter((record) => record.updatedAt === after.since).map(({ key }) => key))
    state = after
  }
}

/** Whether the first answer of a walk shows a clock that has not come to the mark yet. */
function isAhead({ began, from }: WalkState, serverTime: EpochMs | null): boolean {
  return began === null && from !== null && serverTime !== null && from > serverTime
}

function stateAfter(state: WalkState, step: Step): WalkState {
  return {
    ...state,
    began: state.began ?? step.serverTime,
    ended: step.serverTime ?? state.ended,
    latest: latestOf(state.latest, step.records),
    isQuiet: state.isQuiet && step.isUnchanged,
    answers: { ...state.answers, ...step.answers },
    eventsReach: step.eventsReach ?? state.eventsReach,
    ...step.next,
  }
}

function latestOf(before: EpochMs | null, records: readonly ItemRecord[]): EpochMs | null {
  return records.reduce<EpochMs | null>((latest, { updatedAt }) => Math.max(latest ?? updatedAt, updatedAt), before)
}
