/** What a `Link` header says about a list: whether there is more, and which page is the last, when it tells. */
export interface PageLinks {
  readonly hasNext: boolean
  /** What names the place of the next page where pages are not counted: long lists refuse high page numbers. */
  readonly after: string | null
  readonly last: number | null
}

/**
 * Reads a `Link` header. The addresses in it are not followed: they may use any paging style, and our walks know better
 * where to go on. Only the place after which the next page begins is taken from them, because nobody can make that up.
 */
export function readLinks(header: string | null): PageLinks {
  let hasNext = false
  let after: string | null = null
  let last: number | null = null
  for (const [, address = '', rel = ''] of (header ?? '').matchAll(/<([^>]*)>[^,<]*;\s*rel="?([a-z]+)"?/gi)) {
    if (rel === 'next') {
      hasNext = true
      after = parameterOf(address, 'after') ?? parameterOf(address, 'cursor')
    }
    if (rel === 'last') last = Number(/[?&]page=(\d+)/.exec(address)?.[1] ?? Number.NaN)
  }
  return { hasNext, after, last: last !== null && Number.isFinite(last) ? last : null }
}

function parameterOf(address: string, name: string): string | null {
  return URL.canParse(address) ? new URL(address).searchParams.get(name) : null
}
