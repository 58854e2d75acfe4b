import type { WireContext } from '../http/gateway.ts'
import { pathInRepository } from './github-ports.ts'
import type { GithubRepository } from './github-repository.ts'
import type { GithubSite } from './github-site.ts'
import { linkHeader } from './link-header.ts'
import { tagged } from './tagged.ts'

/** A page of a list, before it is text. */
export interface TaggedPage {
  /** Length of the whole list. */
  readonly total: number
  /** What the page's text is made from, in short; the ETag is a hash of it. */
  readonly state: string
  readonly makeText: () => string
}

/** Answers with one page of a repository's list, with links to its neighbours that name the repository by its id. */
export function taggedPage(
  c: WireContext,
  site: GithubSite,
  repository: GithubRepository,
  request: { readonly page: number; readonly perPage: number },
  { total, state, makeText }: TaggedPage,
): Response {
  const { search } = new URL(c.req.url)
  const target = new URL(`${site.origins.api}/repositories/${repository.id}${pathInRepository(c, site)}${search}`)
  const link = linkHeader(target, { ...request, total })
  return tagged(c, site, `${total} ${state}`, makeText, link === null ? {} : { link })
}

/** Cuts a page out of a list that is in order, and answers with it; its text itself is what the ETag is made from. */
export function taggedList<T>(
  c: WireContext,
  site: GithubSite,
  repository: GithubRepository,
  request: { readonly page: number; readonly perPage: number },
  list: readonly T[],
  wire: (item: T) => unknown,
): Response {
  const start = (request.page - 1) * request.perPage
  const text = JSON.stringify(list.slice(start, start + request.perPage).map(wire))
  return taggedPage(c, site, repository, request, { total: list.length, state: text, makeText: () => text })
}
