import { ThroughlineError } from '@throughline/errors'
import type { Cursor, SidePage, SideStream, Source } from '@throughline/source'
import {
  endSideReading,
  pullsToReview,
  readSideState,
  removeOtherReleases,
  saveSidePage,
  type UnreviewedPull,
} from '@throughline/store'
import { getConnection } from '../connections/get-connection.ts'
import { openSource } from '../connections/open-source.ts'
import type { Hub } from '../context.ts'

/** How old a reading may be before a stream is read again without being told of news. */
export const sideEveryMs = 60 * 60_000

/** How long one job reads before it lets others go first. */
const sliceMs = 60_000

/** Pull requests looked up at once; those that are left are looked up after them. */
const pullsAtOnce = 1_000

/** The part of the hub's quota that may go into them. Reviews cost a request each, and no sync waits because of them. */
const quotaPart = 0.75

interface Reading {
  readonly hub: Hub
  readonly source: Source
  readonly connection: string
  readonly scope: string
  readonly until: number
  readonly signal: AbortSignal
}

/**
 * Reads what a scope has beside its items, stream by stream, for about a minute; then the next slice is enqueued. A
 * stream that its tool refuses is noted with the reason and left until it is due again.
 */
export async function readSides(
  hub: Hub,
  { connection: connectionId, scope }: { readonly connection: string; readonly scope: string },
  signal: AbortSignal,
): Promise<void> {
  const connection = await getConnection(hub, connectionId)
  if (!connection.scopes.includes(scope)) return
  const source = openSource(hub, connection, quotaPart)
  const until = hub.clock() + sliceMs
  const reading = { hub, source, connection: connectionId, scope, until, signal }
  try {
    for (const stream of source.sideStreams) {
      if (!(await readStream(reading, stream))) {
        await hub.jobs.enqueue('side.read', { connection: connectionId, scope })
        return
      }
    }
  } finally {
    await source.close()
  }
}

/** True when the stream is up to date, or cannot be read. */
async function readStream(reading: Reading, stream: SideStream): Promise<boolean> {
  const { hub, connection, scope } = reading
  const of = { connection, scope, stream }
  const { isDue, readAt } = await readSideState(hub.database.pool, of)
  if (!isDue && readAt !== null && hub.clock() - readAt < sideEveryMs) return true
  try {
    const isDone = await (stream === 'reviews' ? readReviews : readPages)(reading, stream)
    if (isDone) await endSideReading(hub.database.pool, of, null, hub.clock())
    return isDone
  } catch (error) {
    if (!(error instanceof ThroughlineError) || error.retry !== 'never') throw error
    await endSideReading(hub.database.pool, of, { code: error.code, message: error.message }, hub.clock())
    return true
  }
}

/** Asks about pull requests until the first review of each is known, or known to be missing. */
async function readReviews(reading: Reading, stream: SideStream): Promise<boolean> {
  const { hub, connection, scope, until } = reading
  for (;;) {
    const pulls = await pullsToReview(hub.database.pool, connection, scope, pullsAtOnce)
    if (pulls.length === 0) return true
    await readPages(reading, stream, pulls)
    if (hub.clock() >= until) return false
  }
}

async function readPages(
  { hub, source, connection, scope, until, signal }: Reading,
  stream: SideStream,
  pulls: readonly UnreviewedPull[] = [],
): Promise<boolean> {
  const { pool } = hub.database
  const of = { connection, scope, stream }
  const { mark, cursor } = await readSideState(pool, of)
  const askedFor = new Map(pulls.map((pull) => [pull.key, pull.updatedAt]))
  const pages: AsyncIterable<SidePage> = source.side({
    scope,
    stream,
    since: mark as Cursor | null,
    from: cursor as Cursor | null,
    pulls,
    signal,
  })
  for await (const page of pages) {
    const reviews = page.reviews.map((review) => ({ ...review, askedFor: askedFor.get(review.key) ?? hub.clock() }))
    if (page.allReleases !== null) await removeOtherReleases(pool, of, page.allReleases)
    await saveSidePage(pool, of, { ...page, reviews, cursor: page.next })
    if (page.next === null) return true
    if (hub.clock() >= until) return false
  }
  return true
}
