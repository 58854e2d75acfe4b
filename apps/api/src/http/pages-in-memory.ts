import { ValidationError } from '@throughline/errors'
import type { PageOf } from '@throughline/hub'

/**
 * Cuts a page from a list that is short enough to be held whole. The cursor names the last item by `keyOf`, so what is
 * added or removed elsewhere shifts nothing. Throws ValidationError for a cursor whose item is gone.
 */
export function pageInMemory<T>(
  all: readonly T[],
  page: { readonly limit: number; readonly cursor?: string | undefined },
  keyOf: (item: T) => string,
): PageOf<T> {
  const start = page.cursor === undefined ? 0 : indexAfter(all, page.cursor, keyOf)
  const items = all.slice(start, start + page.limit)
  const last = items.at(-1)
  const more = last !== undefined && start + items.length < all.length
  return { items, nextCursor: more ? encode(keyOf(last)) : null }
}

function indexAfter<T>(all: readonly T[], cursor: string, keyOf: (item: T) => string): number {
  const index = all.findIndex((item) => encode(keyOf(item)) === cursor)
  if (index >= 0) return index + 1
  throw new ValidationError(
    'page.cursor',
    'The cursor is not one that this list gave out, or its item is gone. Start again without it.',
    [{ pointer: '/cursor', detail: 'Take nextCursor of the page before, unchanged.' }],
  )
}

function encode(key: string): string {
  return Buffer.from(key).toString('base64url')
}
