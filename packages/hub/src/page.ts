import { ValidationError } from '@throughline/errors'

/** Where a list goes on, and how much of it is wanted. */
export interface PageRequest {
  /** 1 to 200. */
  readonly limit: number
  /** What an earlier page answered as `nextCursor`. */
  readonly cursor?: string | undefined
}

/** One page of a list; `nextCursor` is null on the last one. */
export interface PageOf<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** Cuts a page from one row more than was asked for; `position` is what the next page starts after. */
export function toPage<T>(rows: readonly T[], limit: number, position: (last: T) => unknown): PageOf<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items, nextCursor: more ? Buffer.from(JSON.stringify(position(last))).toString('base64url') : null }
}

/** Reads a cursor; throws ValidationError when it is none of this list's. */
export function readCursor<T>(cursor: string | undefined, isPosition: (value: unknown) => value is T): T | null {
  if (cursor === undefined) return null
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (isPosition(position)) return position
  } catch (error) {
    throw badCursor(error)
  }
  throw badCursor()
}

function badCursor(cause?: unknown): ValidationError {
  return new ValidationError(
    'page.cursor',
    'The cursor is not one that this list gave out. Start again without it.',
    [{ pointer: '/cursor', detail: 'Take nextCursor of the page before, unchanged.' }],
    { cause },
  )
}

/** Whether a cursor's content is a number such as ids and versions are. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0x7fff_ffff_ffff
}

/** Whether a cursor's content is a number that a 32-bit column can be compared with. */
export function isSmallNumber(value: unknown): value is number {
  return isNumber(value) && value <= 0x7fff_ffff
}

/** Whether a cursor's content is a text that PostgreSQL can hold. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 200 && !value.includes('\0')
}

/** A place in a list ordered by time, newest first. */
export interface TimePosition {
  readonly at: number
  readonly id: string | number
}

/** Whether a cursor's content is a {@link TimePosition}. */
export function isTimePosition(value: unknown): value is TimePosition {
  if (typeof value !== 'object' || value === null || !('at' in value) || !('id' in value)) return false
  // Later than the year 9999 is no time that a list ever gave out, and none that ISO 8601 writes in four digits.
  return isNumber(value.at) && value.at < 253_402_300_800_000 && (isNumber(value.id) || isText(value.id))
}
