import { UpstreamRefusedError } from '@throughline/errors'
import type { EpochMs } from '@throughline/plan'
import { type FirstReview, parseInstant } from '@throughline/source'
import { z } from 'zod'
import { recordsSchema } from '../client.ts'
import { PAGE_SIZE } from '../list-page.ts'
import { repositoryQuestion } from '../repository.ts'
import { lenient } from '../schema.ts'
import type { SideContext, StreamPage } from '../side-context.ts'

const reviewSchema = z.object({
  state: lenient(z.string()),
  submitted_at: lenient(z.string()),
  user: lenient(z.object({ login: z.string(), type: lenient(z.string()) })),
})

/** How many pull requests are answered at once. */
const PULLS_A_PAGE = 25

/**
 * Finds when each pull request was first reviewed by another person than its author: the earliest review that was
 * submitted by a user that is neither the author nor a bot. A check that a program writes as a review is none, and
 * neither is one that waits to be submitted. An account that is gone counts as another person where the author is known.
 *
 * Every pull request asked about is answered, with null where it is not shown any more. The answers depend on nothing
 * but what is asked, so a reading that was interrupted begins again with what is still to be asked.
 *
 * @throws UpstreamRefusedError `github.unknown_repository` when the repository itself may not be seen.
 */
export async function* readReviews(context: SideContext): AsyncGenerator<StreamPage> {
  const { request, client, options } = context
  const { pulls, scope } = request
  const repository = repositoryQuestion(scope, client, options)
  const firstOf = async ({ key, author }: (typeof pulls)[number]): Promise<FirstReview> => {
    try {
      return { key, at: await firstReview(key, author, context) }
    } catch (error) {
      if (!(error instanceof UpstreamRefusedError) || error.context.status !== 404) throw error
      await repository()
      return { key, at: null }
    }
  }
  let start = 0
  do {
    const reviews = await Promise.all(pulls.slice(start, start + PULLS_A_PAGE).map(firstOf))
    start += PULLS_A_PAGE
    const isLast = start >= pulls.length
    yield { reviews, next: isLast ? null : { asked: start }, mark: isLast ? {} : null }
  } while (start < pulls.length)
}

/** Reviews come in the order in which they were begun, so the earliest submitted is not always the first. */
async function firstReview(
  key: string,
  author: string | null,
  { request, client, options }: SideContext,
): Promise<EpochMs | null> {
  const number = Number(key.split('#')[1])
  let first: EpochMs | null = null
  for (let page = 1; ; page += 1) {
    const { data, links } = await client.request(
      {
        route: 'GET /repos/{owner}/{repo}/pulls/{number}/reviews',
        scope: request.scope,
        parameters: { number, per_page: PAGE_SIZE, page },
        schema: recordsSchema,
      },
      options,
    )
    for (const raw of data) {
      const at = submittedBy(raw, author)
      if (at !== null) first = Math.min(first ?? at, at)
    }
    if (first !== null || !links.hasNext) return first
  }
}

/** When a review was submitted, if another person did. */
function submittedBy(raw: unknown, author: string | null): EpochMs | null {
  const { data } = reviewSchema.safeParse(raw)
  if (!data?.submitted_at || data.state === 'PENDING') return null
  const { user } = data
  if (user ? user.type === 'Bot' || user.login.toLowerCase() === author?.toLowerCase() : author === null) return null
  return parseInstant(data.submitted_at)
}
