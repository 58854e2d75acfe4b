import type { Release } from '@throughline/plan'
import { cleanText, parseInstant } from '@throughline/source'
import { z } from 'zod'
import { recordsSchema } from '../client.ts'
import { PAGE_SIZE } from '../list-page.ts'
import { lenient } from '../schema.ts'
import type { SideContext, StreamPage } from '../side-context.ts'

const milestoneSchema = z.object({
  number: z.int(),
  title: z.string(),
  due_on: lenient(z.string()),
  closed_at: lenient(z.string()),
  html_url: lenient(z.url({ protocol: /^https?$/ })),
})

const markSchema = z.object({ etag: z.string().nullable() })
const cursorSchema = z.object({
  page: z.int().positive(),
  /**
   * Ids of the pages before, with a space after each; null when one was not readable, and in a cursor that was stored
   * before there were any.
   */
  seen: z.string().nullable().default(null),
})

/** Numbers of milestones and ids of releases are apart, so the former get a name in front. */
const ID_PREFIX = 'milestone-'

/**
 * Reads the milestones of a repository, open and closed, as releases that are planned for the day they are due: here a
 * milestone is what a version is in Jira, and closing it is what releasing is there. A repository has few; as long as they fit a page and none has changed that is
 * one request, which GitHub does not count. The last page tells which ones there are, as long as each could be read: those
 * that were deleted are told by nothing else.
 */
export async function* readMilestones({ request, client, options }: SideContext): AsyncGenerator<StreamPage> {
  const { scope } = request
  const mark = markSchema.safeParse(request.since).data ?? { etag: null }
  let { page, seen } = cursorSchema.safeParse(request.from).data ?? { page: 1, seen: '' }
  for (;;) {
    const answer = await client.requestIfChanged(
      {
        route: 'GET /repos/{owner}/{repo}/milestones',
        scope,
        parameters: { state: 'all', per_page: PAGE_SIZE, page },
        schema: recordsSchema,
      },
      page === 1 ? mark.etag : null,
      options,
    )
    if (answer.data === null) {
      yield { next: null, mark: request.since }
      return
    }
    const { data, links, etag } = answer
    const releases = data.flatMap((raw) => milestoneOf(raw, scope))
    seen =
      seen === null || releases.length < data.length ? null : releases.reduce((ids, { id }) => `${ids}${id} `, seen)
    // The first page says nothing about a change on a later one.
    if (!links.hasNext) {
      const allReleases = seen === null ? null : { idPrefix: ID_PREFIX, ids: seen.split(' ').slice(0, -1) }
      yield { releases, allReleases, next: null, mark: { etag: page === 1 ? etag : null } }
      return
    }
    page += 1
    yield { releases, next: { page, seen }, mark: null }
  }
}

function milestoneOf(raw: unknown, scope: string): Release[] {
  const { data } = milestoneSchema.safeParse(raw)
  if (data === undefined) return []
  const { number, title, due_on: dueOn, closed_at: closedAt, html_url: url } = data
  return [
    {
      scope,
      id: `${ID_PREFIX}${number}`,
      name: cleanText(title),
      releasedAt: closedAt ? parseInstant(closedAt) : null,
      plannedAt: dueOn ? parseInstant(dueOn) : null,
      isPrerelease: false,
      url: url ?? null,
    },
  ]
}
