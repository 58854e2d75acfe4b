import type { Release } from '@throughline/plan'
import { cleanText, parseInstant } from '@throughline/source'
import { z } from 'zod'
import { recordsSchema } from '../client.ts'
import { OVERLAP_MS } from '../items/mark.ts'
import { lastInstant } from '../items/read-records.ts'
import { PAGE_SIZE } from '../list-page.ts'
import { lenient } from '../schema.ts'
import type { SideContext, StreamPage } from '../side-context.ts'

const releaseSchema = z.object({
  id: z.int(),
  tag_name: lenient(z.string()),
  name: lenient(z.string()),
  draft: lenient(z.boolean()),
  prerelease: lenient(z.boolean()),
  published_at: lenient(z.string()),
  html_url: lenient(z.url({ protocol: /^https?$/ })),
})

const markSchema = z.object({ at: z.number().nullable(), etag: z.string().nullable() })
const cursorSchema = z.object({ page: z.int().positive(), latest: z.number().nullable(), etag: z.string().nullable() })

/**
 * Reads the releases of a repository, newest first, until they are older than the reading before. As long as the first
 * hundred are unchanged that is one request, which GitHub does not count. A draft has no instant until it is published;
 * one that is published behind a hundred newer releases is found by a reading from the beginning alone.
 */
export async function* readReleases({ request, client, options }: SideContext): AsyncGenerator<StreamPage> {
  const { scope } = request
  const mark = markSchema.safeParse(request.since).data ?? { at: null, etag: null }
  let state = cursorSchema.safeParse(request.from).data ?? { page: 1, latest: null, etag: null }
  for (;;) {
    const { page } = state
    const answer = await client.requestIfChanged(
      {
        route: 'GET /repos/{owner}/{repo}/releases',
        scope,
        parameters: { per_page: PAGE_SIZE, page },
        schema: recordsSchema,
      },
      page === 1 ? mark.etag : null,
      options,
    )
    if (answer.data === null) {
      yield { next: null, mark: request.since }
      return
    }
    const { data, links, serverTime } = answer
    const newest = data.length === 0 ? null : lastInstant(data.slice(0, 1), 'created_at')
    state = {
      page: page + 1,
      latest: state.latest ?? newest,
      etag: page === 1 ? answer.etag : state.etag,
    }
    const last = lastInstant(data, 'created_at')
    const isLast = !links.hasNext || (mark.at !== null && last !== null && last < mark.at)
    const at = state.latest === null ? mark.at : Math.min(state.latest, serverTime - OVERLAP_MS)
    yield {
      releases: data.flatMap((raw) => releaseOf(raw, scope)),
      next: isLast ? null : state,
      mark: isLast ? { at, etag: state.etag } : null,
    }
    if (isLast) return
  }
}

/** A release that has no id cannot be kept; everything else may be missing. */
function releaseOf(raw: unknown, scope: string): Release[] {
  const { data } = releaseSchema.safeParse(raw)
  if (data === undefined) return []
  const { id, draft, prerelease, published_at: published, html_url: url } = data
  const name = cleanText([data.name, data.tag_name].find((text) => text) ?? String(id))
  const releasedAt = draft === true || !published ? null : parseInstant(published)
  const isPrerelease = prerelease ?? false
  return [{ scope, id: String(id), name, releasedAt, plannedAt: null, isPrerelease, url: url ?? null }]
}
