/** Where a page stands in its list. */
export interface PagePlace {
  /** Counted from 1. */
  readonly page: number
  readonly perPage: number
  readonly total: number
}

/**
 * The `Link` header of a page, relations in GitHub's order: prev, next, last, first.
 *
 * @param url address of the present page; its other parameters are kept.
 * @returns null when everything fits on one page, as GitHub then sends no header.
 */
export function linkHeader(url: URL, place: PagePlace): string | null {
  const last = Math.max(1, Math.ceil(place.total / place.perPage))
  if (last === 1 && place.page === 1) return null
  const relations: string[] = []
  const add = (relation: string, page: number) => {
    const target = new URL(url)
    target.searchParams.set('page', String(page))
    relations.push(`<${target.href}>; rel="${relation}"`)
  }
  if (place.page > 1) add('prev', Math.min(place.page - 1, last))
  if (place.page < last) {
    add('next', place.page + 1)
    add('last', last)
  }
  if (place.page > 1) add('first', 1)
  return relations.join(', ')
}
