import type { Cursor } from '@throughline/source'
import { endWalk, type OpenRange, openRanges, savePage } from '@throughline/store'
import { rowsOf } from '../derive.ts'
import { oneAhead } from '../one-ahead.ts'
import { isSliceOver, type Progress, type ScopeRun } from '../scope-run.ts'

/**
 * Walks the items of a scope: a single range in this job, several in a job each, which any worker may take. Ends the
 * walk once all ranges are done.
 */
export async function walkItems(run: ScopeRun): Promise<Progress> {
  const { hub, of, source, claimed } = run
  const open = await openRanges(hub.database.pool, of.syncId, of.scope)
  const [range] = open
  if (range === undefined) {
    const joinMarks = (parts: readonly object[]) => source.joinMarks(parts as readonly Cursor[])
    await endWalk(hub.database.pool, of.syncId, of.scope, joinMarks)
    // Relating takes as long as the census that follows; the phase after it relates what is left.
    if (!claimed.isLoaded) await hub.jobs.enqueue('relate', {})
    return 'next'
  }
  if (range.isOnly) return walkRange(run, range)
  // The last range is open at its end, and mostly the longest: begun first, nobody waits for it alone.
  for (const { number } of open.toReversed()) {
    await hub.jobs.enqueue('sync.range', { sync: of.syncId, scope: of.scope, range: number })
  }
  return 'elsewhere'
}

/** Walks one range page by page, each stored with the cursor that follows it, until it is done or the slice is over. */
export async function walkRange(run: ScopeRun, range: OpenRange): Promise<Progress> {
  const { hub, of, source, claimed, connection, signal } = run
  const pages = source.walk({
    scope: of.scope,
    since: claimed.since as Cursor | null,
    from: range.cursor as Cursor | null,
    signal,
  })
  const toRow = rowsOf(connection)
  let pagesBefore = range.pages
  for await (const { page, observedAt } of oneAhead(pages, hub.clock)) {
    const saved = await savePage(hub.database.pool, {
      ...of,
      range: range.number,
      pagesBefore,
      isStaged: claimed.isStaged,
      rows: page.records.map(toRow),
      moves: page.moves,
      sprints: page.sprints,
      cursor: page.next,
      mark: page.mark,
      requests: page.requests,
      quarantined: page.quarantined,
      unseen: page.unseen,
      observedAt,
      now: hub.clock(),
    })
    if (page.next === null) return 'next'
    // Another worker took it on, or the sync was cancelled: looking again tells which.
    if (saved === null || isSliceOver(run)) return 'later'
    pagesBefore += 1
  }
  return 'later'
}
