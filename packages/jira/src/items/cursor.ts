import type { EpochMs } from '@throughline/plan'
import type { Cursor } from '@throughline/source'
import { z } from 'zod'
import { type SiteFields, siteFieldsSchema } from '../site/site-fields.ts'
import { EVERYTHING, type Range } from './range.ts'
import { type Recent, readRecent, writeRecent } from './recent.ts'

const instant = z.number().nullable()

const markSchema = z.object({
  began: z.number(),
  ended: z.number(),
  latest: instant,
  since: instant,
  at: instant,
  fields: z.string(),
  recent: z.string().default('[]'),
})

const rangeSchema = z.object({ createdFrom: instant, createdUntil: instant })

const walkSchema = rangeSchema.extend({
  began: z.number(),
  latest: instant,
  since: instant,
  asked: z.number(),
  leadMinutes: z.number(),
  token: z.string().nullable(),
  fields: z.string(),
  recent: z.string().default('[]'),
})

/** Where a walk over the issues of a project stands. Instants are Jira's clock, in epoch milliseconds. */
export interface WalkState {
  /** When the walk began: no mark is later than a little before it. */
  readonly began: EpochMs
  /** The latest update that this walk has seen; null while it has seen none. */
  readonly latest: EpochMs | null
  /** The mark the walk started from; null for a full one. */
  readonly since: EpochMs | null
  /** The range of creation that it walks; everything for an incremental one. */
  readonly range: Range
  /** When the query in use was first sent, and how far back before what it is after it reaches. */
  readonly asked: EpochMs
  readonly leadMinutes: number
  readonly token: string | null
  readonly fields: SiteFields
  /** What the next walk will see again although it is not new. */
  readonly recent: Recent
}

/** What a finished walk, or a finished range of one, leaves for the next walk. */
export interface Mark {
  readonly began: EpochMs
  /** Jira's clock at its last page. */
  readonly ended: EpochMs
  readonly latest: EpochMs | null
  readonly since: EpochMs | null
  /** From where on updates may be new; null while none was ever seen. */
  readonly at: EpochMs | null
  readonly fields: SiteFields
  /** What the next walk will see again although it is not new. */
  readonly recent: Recent
}

/** Writes a cursor; lists are kept as JSON text, because a cursor holds plain values only. */
export function writeCursor({ range, fields, recent, ...state }: WalkState): Cursor {
  return { ...state, ...writeRange(range), fields: JSON.stringify(fields), recent: writeRecent(recent) }
}

/** Reads a cursor; null when it is of another making, so that the walk begins again. */
export function readCursor(cursor: Cursor | null): WalkState | null {
  const parsed = walkSchema.safeParse(cursor)
  const fields = parsed.success ? readFields(parsed.data.fields) : null
  if (!parsed.success || fields === null) return null
  const { createdFrom, createdUntil, recent, ...state } = parsed.data
  return { ...state, range: { from: createdFrom, until: createdUntil }, fields, recent: readRecent(recent) }
}

/** Writes where the walk over one range begins. */
export function writeRange(range: Range): Cursor {
  return { createdFrom: range.from, createdUntil: range.until }
}

/** Reads the range of a cursor, wherever in it the walk stood; everything when there is none. */
export function readRange(cursor: Cursor | null): Range {
  const parsed = rangeSchema.safeParse(cursor)
  return parsed.success ? { from: parsed.data.createdFrom, until: parsed.data.createdUntil } : EVERYTHING
}

export function writeMark({ fields, recent, ...mark }: Mark): Cursor {
  return { ...mark, fields: JSON.stringify(fields), recent: writeRecent(recent) }
}

/** Reads a mark; null when it is of another making, so that everything is walked. */
export function readMark(cursor: Cursor | null): Mark | null {
  const parsed = markSchema.safeParse(cursor)
  const fields = parsed.success ? readFields(parsed.data.fields) : null
  return parsed.success && fields !== null ? { ...parsed.data, fields, recent: readRecent(parsed.data.recent) } : null
}

function readFields(text: string): SiteFields | null {
  try {
    return siteFieldsSchema.parse(JSON.parse(text))
  } catch (error) {
    // Unreadable means written by another release; the caller begins again, which costs requests and loses nothing.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}
