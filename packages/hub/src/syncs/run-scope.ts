import { RateLimitedError, ThroughlineError, UpstreamRefusedError, ValidationError } from '@throughline/errors'
import type { Cursor, Page, Source } from '@throughline/source'
import { type ClaimedScope, claimScope, failScope, savePage } from '@throughline/store'
import { getConnection } from '../connections/get-connection.ts'
import { openSource } from '../connections/open-source.ts'
import type { Hub } from '../context.ts'
import { rowsOf } from './derive.ts'
import { requireSync } from './start-sync.ts'

/** How long one job walks before it lets others go first. */
const sliceMs = 60_000

/**
 * Goes on with one scope of a sync: page by page, each stored with the cursor that follows it, for about a minute; then
 * the next slice is enqueued. After the last page the relations are enqueued, and those end the scope.
 *
 * Safe to run twice, and on two workers at once: a page is stored only as the next one of the walk, so the slower worker
 * stops. A failure of the tool ends the scope with a sentence that says what to do; a quota wait is passed on, for the
 * queue to delay the job.
 */
export async function runScope(
  hub: Hub,
  { sync: syncId, scope }: { readonly sync: string; readonly scope: string },
  run: { readonly signal: AbortSignal; readonly lastAttempt: boolean },
): Promise<void> {
  const claimed = await claimScope(hub.database.pool, syncId, scope, hub.clock())
  if (claimed === null) return
  const sync = await requireSync(hub, syncId)
  const connection = await getConnection(hub, sync.connection)
  const stop = new AbortController()
  const signal = AbortSignal.any([run.signal, stop.signal])
  let source: Source | undefined
  try {
    if (!connection.scopes.includes(scope)) {
      throw new ValidationError('sync.unknown_scope', `${scope} is no scope of connection ${connection.id} any more.`)
    }
    source = openSource(hub, connection)
    const pages = source.walk({
      scope,
      since: claimed.since as Cursor | null,
      from: claimed.cursor as Cursor | null,
      signal,
    })
    const complete = await storePages(hub, { syncId, scope, connection, claimed }, pages)
    if (complete) await hub.jobs.enqueue('relate', {})
    else await hub.jobs.enqueue('sync.scope', { sync: syncId, scope })
  } catch (error) {
    throw await endInFailure(hub, { syncId, scope }, error, run)
  } finally {
    stop.abort(new Error('The walk has ended.'))
    await source?.close()
  }
}

interface Walk {
  readonly syncId: string
  readonly scope: string
  readonly connection: Parameters<typeof rowsOf>[0]
  readonly claimed: ClaimedScope
}

/** Stores pages until the walk is complete (true) or its slice is over, or another worker took it on (false). */
async function storePages(hub: Hub, walk: Walk, pages: AsyncIterable<Page>): Promise<boolean> {
  const until = hub.clock() + sliceMs
  const toRow = rowsOf(walk.connection)
  let pagesBefore = walk.claimed.pages
  for await (const page of oneAhead(pages)) {
    const saved = await savePage(hub.database.pool, {
      syncId: walk.syncId,
      connection: walk.connection.id,
      scope: walk.scope,
      pagesBefore,
      rows: page.records.map(toRow),
      cursor: page.next,
      mark: page.mark,
      requests: page.requests,
      quarantined: page.quarantined,
      expected: page.expected,
      now: hub.clock(),
    })
    if (page.next === null) return true
    if (saved === null || hub.clock() >= until) return false
    pagesBefore += 1
  }
  return false
}

/** Fetches the next page while the caller stores the present one. */
async function* oneAhead<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = pages[Symbol.asyncIterator]()
  let coming = iterator.next()
  try {
    while (true) {
      const page = await coming
      if (page.done === true) return
      coming = iterator.next()
      // Its failure is thrown when it is awaited; until then it must not count as unhandled.
      coming.catch(() => undefined)
      yield page.value
    }
  } finally {
    await coming.catch(() => undefined)
    await iterator.return?.()
  }
}

/** Ends the scope where trying again cannot help, and answers the error to raise. */
async function endInFailure(
  hub: Hub,
  { syncId, scope }: { readonly syncId: string; readonly scope: string },
  error: unknown,
  run: { readonly signal: AbortSignal; readonly lastAttempt: boolean },
): Promise<unknown> {
  if (error instanceof RateLimitedError || run.signal.aborted) return error
  if (error instanceof ThroughlineError) {
    await failScope(hub.database.pool, syncId, scope, { code: error.code, message: error.message }, hub.clock())
    // The connector has been patient already; the job is not tried again, and stays visible with its reason.
    return error.retry === 'never' ? error : new UpstreamRefusedError('sync.gave_up', error.message, { cause: error })
  }
  if (run.lastAttempt) {
    const failure = {
      code: 'sync.unexpected',
      message: 'The sync met an error of the hub itself; the log has it under this sync’s id. Retry the sync.',
    }
    await failScope(hub.database.pool, syncId, scope, failure, hub.clock())
  }
  return error
}
