import type { EpochMs } from '@throughline/plan'
import type { Cursor } from '@throughline/source'
import { z } from 'zod'

const stateSchema = z.object({
  stream: z.enum(['issues', 'pulls']),
  began: z.number().nullable(),
  latest: z.number().nullable(),
  from: z.number().nullable(),
  since: z.number().nullable(),
  page: z.int().positive(),
  expected: z.number().nullable(),
})

const markSchema = z.object({ at: z.number().nullable() })

/** Where a walk over a repository stands: first its issues, then its pull requests. Instants are GitHub's clock. */
export interface WalkState {
  readonly stream: 'issues' | 'pulls'
  /** When the walk began: no mark is later than a little before it. Null until GitHub has answered once. */
  readonly began: EpochMs | null
  /** The latest update that this walk has seen; null while it has seen none. */
  readonly latest: EpochMs | null
  /** How far back an incremental walk goes; null for a full one. */
  readonly from: EpochMs | null
  /** Issues: the `since` of the next request. */
  readonly since: EpochMs | null
  /** Issues: pages already read within `since`, plus one. Pull requests: the next page. */
  readonly page: number
  readonly expected: number | null
}

/** The state of a walk that has not begun. */
export function firstState(from: EpochMs | null): WalkState {
  return { stream: 'issues', began: null, latest: null, from, since: from, page: 1, expected: null }
}

export function writeCursor(state: WalkState): Cursor {
  return { ...state }
}

/** Reads a cursor; null when it is of another making, so that the walk begins again. */
export function readCursor(cursor: Cursor | null): WalkState | null {
  const parsed = stateSchema.safeParse(cursor)
  return parsed.success ? parsed.data : null
}

/** Writes a mark: from where on updates may be new; null while none was ever seen. */
export function writeMark(at: EpochMs | null): Cursor {
  return { at }
}

/** Reads the instant of a mark; null when it holds none or is of another making, so that everything is walked. */
export function readMark(cursor: Cursor | null): EpochMs | null {
  const parsed = markSchema.safeParse(cursor)
  return parsed.success ? parsed.data.at : null
}
