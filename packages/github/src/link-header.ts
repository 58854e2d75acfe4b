/** What a `Link` header says about a list: whether there is more, and which page is the last, when it tells. */
export interface PageLinks {
  readonly hasNext: boolean
  readonly last: number | null
}

/**
 * Reads a `Link` header. The addresses in it are not followed: they may use any paging style, and our walks know better
 * where to go on.
 */
export function readLinks(header: string | null): PageLinks {
  let hasNext = false
  let last: number | null = null
  for (const [, address = '', rel = ''] of (header ?? '').matchAll(/<([^>]*)>[^,<]*;\s*rel="?([a-z]+)"?/gi)) {
    if (rel === 'next') hasNext = true
    if (rel === 'last') last = Number(/[?&]page=(\d+)/.exec(address)?.[1] ?? Number.NaN)
  }
  return { hasNext, last: last !== null && Number.isFinite(last) ? last : null }
}
