import type { EpochMs } from '@throughline/plan'
import type { Cursor } from '@throughline/source'
import { z } from 'zod'

const estimateSchema = z.object({
  /** What the connection named when the fields were looked up; another name makes them worthless. */
  configured: z.string().nullable(),
  fields: z.array(z.string()),
})

const markSchema = z.object({ at: z.number().nullable(), estimate: z.string() })

const walkSchema = z.object({
  /** Jira's clock when the walk began: no mark is later than a little before it. */
  began: z.number(),
  /** The latest update that this walk has seen; null while it has seen none. */
  latest: z.number().nullable(),
  /** The mark the walk started from; null for a full one. */
  since: z.number().nullable(),
  /** Jira's clock when the query in use was first sent, and how far back before `since` it reaches. */
  asked: z.number(),
  leadMinutes: z.number(),
  token: z.string().nullable(),
  estimate: z.string(),
  expected: z.number().nullable(),
})

/** Fields that hold the estimate, and under which configuration they were found. */
type EstimateLookup = z.infer<typeof estimateSchema>

/** Where a walk over the issues of a project stands. Instants are Jira's clock, in epoch milliseconds. */
export interface WalkState {
  readonly began: EpochMs
  readonly latest: EpochMs | null
  readonly since: EpochMs | null
  readonly asked: EpochMs
  readonly leadMinutes: number
  readonly token: string | null
  readonly estimate: EstimateLookup
  readonly expected: number | null
}

/** What a finished walk leaves for the next one. */
export interface Mark {
  /** From where on updates may be new; null while none was ever seen. */
  readonly at: EpochMs | null
  readonly estimate: EstimateLookup
}

/** Writes a cursor; lists are kept as JSON text, because a cursor holds plain values only. */
export function writeCursor(state: WalkState): Cursor {
  return { ...state, estimate: JSON.stringify(state.estimate) }
}

/** Reads a cursor; null when it is of another making, so that the walk begins again. */
export function readCursor(cursor: Cursor | null): WalkState | null {
  const parsed = walkSchema.safeParse(cursor)
  const estimate = parsed.success ? readEstimate(parsed.data.estimate) : null
  return parsed.success && estimate !== null ? { ...parsed.data, estimate } : null
}

export function writeMark(mark: Mark): Cursor {
  return { at: mark.at, estimate: JSON.stringify(mark.estimate) }
}

/** Reads a mark; null when it is of another making, so that everything is walked. */
export function readMark(cursor: Cursor | null): Mark | null {
  const parsed = markSchema.safeParse(cursor)
  const estimate = parsed.success ? readEstimate(parsed.data.estimate) : null
  return parsed.success && estimate !== null ? { at: parsed.data.at, estimate } : null
}

function readEstimate(text: string): EstimateLookup | null {
  try {
    return estimateSchema.parse(JSON.parse(text))
  } catch (error) {
    // Unreadable means written by another release; the caller begins again, which costs requests and loses nothing.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}
