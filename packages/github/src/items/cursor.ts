import type { EpochMs } from '@throughline/plan'
import type { Cursor } from '@throughline/source'
import { z } from 'zod'
import { type KnownAnswers, knownAnswersSchema, NOTHING_KNOWN, writeAnswers } from './known-answers.ts'

const stateSchema = z.object({
  stream: z.enum(['issues', 'pulls', 'events']),
  isPart: z.boolean(),
  began: z.number().nullable(),
  ended: z.number().nullable(),
  latest: z.number().nullable(),
  from: z.number().nullable(),
  since: z.number().nullable(),
  page: z.int().positive(),
  after: z.string().nullable(),
  until: z.number().nullable(),
  tail: z.number().nullable(),
  oldest: z.number().nullable(),
  isQuiet: z.boolean(),
  answers: knownAnswersSchema,
  eventsReach: z.number().nullable(),
})

/**
 * Where a walk over a repository stands: first its issues, then its pull requests, then what happened to them. Instants
 * are GitHub's clock.
 */
export interface WalkState {
  readonly stream: 'issues' | 'pulls' | 'events'
  /** Whether this is one range of a divided walk, which keeps to its stream. */
  readonly isPart: boolean
  /** When the walk began: no mark is later than a little before it. Null until GitHub has answered once. */
  readonly began: EpochMs | null
  /** When GitHub answered last. */
  readonly ended: EpochMs | null
  /** The latest update that this walk has seen; null while it has seen none. */
  readonly latest: EpochMs | null
  /** How far back an incremental walk goes; null for a full one. */
  readonly from: EpochMs | null
  /** Issues: the `since` of the next request. */
  readonly since: EpochMs | null
  /** Issues: pages already read within `since`, plus one. Otherwise the next page. */
  readonly page: number
  /** What names the next page where GitHub counts none. */
  readonly after: string | null
  /** Of a part, where it ends: the update or the event at which the next one begins, or the lowest page of pull requests. */
  readonly until: number | null
  /** Of a part, from which update on it reads what was edited while it went on; null when it has no end of its own. */
  readonly tail: EpochMs | null
  /** The oldest event read so far. */
  readonly oldest: EpochMs | null
  /** Whether GitHub has answered nothing yet but that nothing is new. */
  readonly isQuiet: boolean
  /** What the first pages of the streams were, for the next walk. */
  readonly answers: KnownAnswers
  /** The oldest event that GitHub showed, when it keeps older ones back; null when none is missing. */
  readonly eventsReach: EpochMs | null
}

/** The state of a walk that has not begun. */
export function firstState(from: EpochMs | null, eventsReach: EpochMs | null = null): WalkState {
  return {
    stream: 'issues',
    isPart: false,
    began: null,
    ended: null,
    latest: null,
    from,
    since: from,
    page: 1,
    after: null,
    until: null,
    tail: null,
    oldest: null,
    isQuiet: true,
    answers: NOTHING_KNOWN,
    eventsReach,
  }
}

/** Which page to ask for: after a place where GitHub names one, else by number. */
export function placeOf({ page, after }: Pick<WalkState, 'page' | 'after'>): Readonly<Record<string, string | number>> {
  return after === null ? { page } : { after }
}

export function writeCursor(state: WalkState): Cursor {
  return { ...state, answers: writeAnswers(state.answers) }
}

/** Reads a cursor; null when it is of another making, so that the walk begins again. */
export function readCursor(cursor: Cursor | null): WalkState | null {
  const parsed = stateSchema.safeParse(cursor)
  return parsed.success ? parsed.data : null
}
