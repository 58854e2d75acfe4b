import type { Deployment, EpochMs } from '@throughline/plan'
import { cleanText, parseInstant } from '@throughline/source'
import { z } from 'zod'
import { recordsSchema } from '../client.ts'
import { OVERLAP_MS } from '../items/mark.ts'
import { lastInstant } from '../items/read-records.ts'
import { PAGE_SIZE } from '../list-page.ts'
import { lenient } from '../schema.ts'
import type { SideContext, StreamPage } from '../side-context.ts'
import { readOutcome } from './outcome.ts'

/** A deployment of which nothing more was told for so long will never end. */
const GIVEN_UP_MS = 14 * 86_400_000

const deploymentSchema = z.object({
  id: z.int(),
  environment: lenient(z.string()),
  production_environment: lenient(z.boolean()),
  created_at: z.string(),
})

const markSchema = z.object({
  /** Deployments from this instant on may be new. */
  at: z.number().nullable(),
  etag: z.string().nullable(),
  /** Ids of those that had not ended, with commas between. */
  open: z.string(),
})

const cursorSchema = markSchema.extend({ page: z.int().positive() })

/**
 * Reads the deployments of a repository, newest first, and for each that is new, or had not ended before, what became of
 * it: a request each. It goes on until it is past the reading before and past what had not ended then, for which it
 * waits two weeks. When nothing is new and nothing is open that is one request, which GitHub does not count.
 */
export async function* readDeployments(context: SideContext): AsyncGenerator<StreamPage> {
  const { request, client, options } = context
  const { scope } = request
  const mark = markSchema.safeParse(request.since).data ?? { at: null, etag: null, open: '' }
  let state = cursorSchema.safeParse(request.from).data ?? { page: 1, at: null, etag: null, open: '' }
  for (;;) {
    const { page } = state
    const answer = await client.requestIfChanged(
      {
        route: 'GET /repos/{owner}/{repo}/deployments',
        scope,
        parameters: { per_page: PAGE_SIZE, page },
        schema: recordsSchema,
      },
      // Whether the list changes when one of them ends is nowhere said.
      page === 1 && mark.open === '' ? mark.etag : null,
      options,
    )
    if (answer.data === null) {
      yield { next: null, mark: request.since }
      return
    }
    const { data, links, serverTime, etag } = answer
    const wanted = data.flatMap((raw) => read(raw, scope)).filter((one) => isWanted(one, mark))
    const deployments = await Promise.all(
      wanted.map(async (one) => ({ ...one, ...(await readOutcome(one.id, context)) })),
    )
    const open = deployments.filter((one) => isOpen(one) && one.createdAt > serverTime - GIVEN_UP_MS)
    const newest = lastInstant(data.slice(0, 1), 'created_at')
    state = {
      page: page + 1,
      at: page === 1 ? (newest === null ? mark.at : Math.min(newest, serverTime - OVERLAP_MS)) : state.at,
      etag: page === 1 ? etag : state.etag,
      open: [...state.open.split(',').filter(Boolean), ...open.map(({ id }) => id)].join(','),
    }
    const last = lastInstant(data, 'created_at')
    const isLast = !links.hasNext || (last !== null && last < reachOf(mark, serverTime))
    const { page: _page, ...after } = state
    yield { deployments, next: isLast ? null : state, mark: isLast ? after : null }
    if (isLast) return
  }
}

type Mark = z.infer<typeof markSchema>

/** How far back a reading goes. */
function reachOf({ at, open }: Mark, now: EpochMs): EpochMs {
  if (at === null) return Number.NEGATIVE_INFINITY
  return open === '' ? at : Math.min(at, now - GIVEN_UP_MS)
}

function isWanted({ id, createdAt }: Deployment, { at, open }: Mark): boolean {
  return at === null || createdAt >= at || open.split(',').includes(id)
}

function isOpen({ succeededAt, failedAt }: Deployment): boolean {
  return succeededAt === null && failedAt === null
}

/** A deployment without id or date cannot be placed. */
function read(raw: unknown, scope: string): Deployment[] {
  const { data } = deploymentSchema.safeParse(raw)
  const createdAt = data === undefined ? null : parseInstant(data.created_at)
  if (data === undefined || createdAt === null) return []
  const environment = cleanText(data.environment ?? '')
  const isProduction = data.production_environment ?? environment.toLowerCase() === 'production'
  return [{ scope, id: String(data.id), environment, isProduction, createdAt, succeededAt: null, failedAt: null }]
}
