import type { CensusPage, Cursor, Vocabulary } from '@throughline/source'
import {
  type Completeness,
  clearCensus,
  compareCensus,
  enterPhase,
  knownCompleteness,
  noteProgress,
  saveCensusPage,
  saveFetched,
} from '@throughline/store'
import { rowsOf } from '../derive.ts'
import { oneAhead } from '../one-ahead.ts'
import { isSliceOver, type Progress, type ScopeRun } from '../scope-run.ts'
import { unlessRefused } from '../unless-refused.ts'

/** How long a count that agreed is trusted. */
const countEveryMs = 60 * 60_000

/** How long a census is trusted: edits that move no clock are found by the next one at the latest. */
const censusEveryMs = 24 * 60 * 60_000

/** Where a census that lists stands; without one, nothing was decided yet. */
interface Listing {
  readonly from: Cursor | null
  /** Records so far without a key that could be read; what has one stands among the entries. */
  readonly unreadable: number
}

/**
 * Proves a walk complete, or finds what is missing. After a full walk the tool is asked for its count, and for the list
 * of everything it has where the count is an estimate or differs. An incremental walk is followed by a count once an
 * hour and by a list once a day. Items about which list and hub differ are wanted, for the next phase to ask for.
 */
export async function takeCensus(run: ScopeRun): Promise<Progress> {
  const progress = await unlessRefused(run, () => takeOrResume(run))
  if (progress === null) await enterPhase(run.hub.database.pool, run.of, 'census', 'mend')
  return progress ?? 'next'
}

async function takeOrResume(run: ScopeRun): Promise<Progress> {
  const listing = run.claimed.cursor as Listing | null
  if (listing !== null) return list(run, listing)
  const { hub, of } = run
  const decision = await decide(run)
  if (decision === 'list') {
    await clearCensus(hub.database.pool, of)
    return list(run, { from: null, unreadable: 0 })
  }
  if (decision.kind === 'listed') await compare(run, [])
  await enterPhase(hub.database.pool, of, 'census', 'mend', decision)
  return 'next'
}

async function decide({ hub, of, source, claimed, signal }: ScopeRun): Promise<Completeness | 'list'> {
  const known = await knownCompleteness(hub.database.pool, of)
  const isFull = claimed.since === null
  const isOlderThan = (at: number | null, ageMs: number) => at === null || hub.clock() - at >= ageMs
  if (!isFull && isOlderThan(known.censusAt, censusEveryMs)) return 'list'
  if (!isFull && !isOlderThan(known.countedAt, countEveryMs)) return { kind: 'none' }
  const { count, isExact, requests } = await source.count(of.scope, signal)
  await noteProgress(hub.database.pool, of, { requests })
  if (!isFull) {
    return count === known.held + known.unmatched ? { kind: 'counted', count, isProof: false } : 'list'
  }
  if (claimed.isStaged) return isExact && count === known.listed ? { kind: 'listed', unreadable: 0 } : 'list'
  return isExact && count === known.held + known.unreadable ? { kind: 'counted', count, isProof: true } : 'list'
}

async function list(run: ScopeRun, listing: Listing): Promise<Progress> {
  const { hub, of, source, signal } = run
  const pages = source.census({ scope: of.scope, from: listing.from, signal })
  let { unreadable } = listing
  for await (const { page, observedAt } of oneAhead(pages, hub.clock)) {
    unreadable += page.quarantined.filter(({ key }) => key === null).length
    await storePage(run, page, unreadable, observedAt)
    if (page.next === null) {
      await compare(run, page.vocabularies)
      await enterPhase(hub.database.pool, of, 'census', 'mend', { kind: 'listed', unreadable } satisfies Completeness)
      return 'next'
    }
    if (isSliceOver(run)) return 'later'
  }
  return 'later'
}

/**
 * Whole records first: should the worker die in between, the page is listed again. What cannot be read is shown all the
 * same: it counts as an entry that the hub does not hold.
 */
async function storePage(run: ScopeRun, page: CensusPage, unreadable: number, observedAt: number): Promise<void> {
  const { hub, of, connection, claimed } = run
  const { pool } = hub.database
  // A full walk has named them already, in words of its own.
  const quarantined = claimed.since === null ? [] : page.quarantined
  if (page.records.length > 0) {
    const outcome = await saveFetched(pool, {
      ...of,
      rows: page.records.map(rowsOf(connection)),
      moves: [],
      sprints: [],
      gone: [],
      answered: [],
      raises: false,
      observedAt,
      now: hub.clock(),
    })
    await noteProgress(pool, of, { requests: 0, ...outcome })
  }
  if (quarantined.length > 0) await noteProgress(pool, of, { requests: 0, quarantined })
  const entries = [
    ...page.entries,
    ...page.quarantined.flatMap(({ key }) => (key === null ? [] : { key, updatedAt: null })),
  ]
  const cursor = page.next === null ? null : ({ from: page.next, unreadable } satisfies Listing)
  await saveCensusPage(pool, of, { entries, cursor, requests: page.requests })
}

async function compare({ hub, of, claimed }: ScopeRun, vocabularies: readonly Vocabulary[]): Promise<void> {
  const census = { beganAt: claimed.startedAt, vocabularies, now: hub.clock() }
  await compareCensus(hub.database.pool, of, census)
}
