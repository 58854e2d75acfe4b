import type { CensusPage, Cursor, Vocabulary } from '@throughline/source'
import {
  beginListing,
  type Completeness,
  compareCensus,
  countHeld,
  countListed,
  enterPhase,
  knownCompleteness,
  noteProgress,
  saveCensusPage,
  saveFetched,
  wantOpenSprints,
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
  /** When it began, by the hub's clock: what was observed since is not judged by it. */
  readonly beganAt: number
  readonly from: Cursor | null
  /** Records so far without a key that could be read; what has one stands among the entries. */
  readonly unreadable: number
  /** Whether the last page is stored, so that only the comparison is left. */
  readonly isDone: boolean
}

/**
 * Proves a walk complete, or finds what is missing. After a full walk the tool is asked for its count, and for the list of
 * everything it has where its counts are estimates or the count differs. An incremental walk is followed by a count once
 * an hour and by a list once a day, each with a look at the sprints that were open. Items about which list and hub differ
 * are wanted, for the next phase to ask for.
 */
export async function takeCensus(run: ScopeRun): Promise<Progress> {
  const progress = await unlessRefused(run, () => takeOrResume(run))
  if (progress === null) await enterPhase(run.hub.database.pool, run.of, 'census', 'mend')
  return progress ?? 'next'
}

async function takeOrResume(run: ScopeRun): Promise<Progress> {
  const listing = run.claimed.cursor as Listing | null
  if (listing !== null) return list(run, listing)
  const { hub, of, claimed } = run
  const decision = await decide(run)
  if (claimed.since !== null && (decision === 'list' || decision.kind !== 'none')) {
    await wantOpenSprints(hub.database.pool, of, hub.clock())
  }
  if (decision === 'list') {
    const listing: Listing = { beganAt: hub.clock(), from: null, unreadable: 0, isDone: false }
    return (await beginListing(hub.database.pool, of, listing)) ? list(run, listing) : 'later'
  }
  if (decision.kind === 'listed') await compare(run, run.claimed.startedAt, [])
  await enterPhase(hub.database.pool, of, 'census', 'mend', decision)
  return 'next'
}

async function decide({ hub, of, source, claimed, signal }: ScopeRun): Promise<Completeness | 'list'> {
  const { pool } = hub.database
  const known = await knownCompleteness(pool, of)
  const isFull = claimed.since === null
  const isOlderThan = (at: number | null, ageMs: number) => at === null || hub.clock() - at >= ageMs
  if (!isFull && isOlderThan(known.censusAt, censusEveryMs)) return 'list'
  if (!isFull && !isOlderThan(known.countedAt, countEveryMs)) return { kind: 'none' }
  if (isFull && !source.countsExactly) return 'list'
  const { count, requests } = await source.count(of.scope, signal)
  await noteProgress(pool, of, { requests })
  if (!isFull) {
    if (count === null) return { kind: 'none' }
    const expected = (await countHeld(pool, of)) + known.unmatched
    return count === expected ? { kind: 'counted', count, isProof: false } : 'list'
  }
  if (count === null) return 'list'
  if (claimed.isStaged) return count === (await countListed(pool, of)) ? { kind: 'listed', unreadable: 0 } : 'list'
  const expected = (await countHeld(pool, of)) + known.unreadable
  return count === expected ? { kind: 'counted', count, isProof: true } : 'list'
}

async function list(run: ScopeRun, begun: Listing): Promise<Progress> {
  const { hub, of, source, signal } = run
  const pages = source.census({ scope: of.scope, from: begun.from, signal })
  let listing = begun
  for await (const { page, observedAt } of oneAhead(pages, hub.clock)) {
    const nameless = page.quarantined.filter(({ key }) => key === null).length
    const next = {
      ...listing,
      // The last page is listed again should the worker die before the comparison: it has the names in use.
      from: page.next ?? listing.from,
      unreadable: listing.unreadable + (page.next === null && listing.isDone ? 0 : nameless),
      isDone: page.next === null,
    }
    if (!(await storePage(run, page, { after: listing, cursor: next }, observedAt))) return 'later'
    listing = next
    if (page.next === null) {
      await compare(run, listing.beganAt, page.vocabularies)
      const { unreadable } = listing
      await enterPhase(hub.database.pool, of, 'census', 'mend', { kind: 'listed', unreadable } satisfies Completeness)
      return 'next'
    }
    if (isSliceOver(run)) return 'later'
  }
  return 'later'
}

/**
 * Whole records first: should the worker die in between, the page is listed again. What cannot be read is shown all the
 * same: it counts as an entry that the hub does not hold. False when another worker was faster.
 */
async function storePage(
  run: ScopeRun,
  page: CensusPage,
  place: { readonly after: Listing; readonly cursor: Listing },
  observedAt: number,
): Promise<boolean> {
  const { hub, of, connection, claimed } = run
  const { pool } = hub.database
  // A full walk has named them already, in words of its own.
  const quarantined = claimed.since === null ? [] : page.quarantined
  if (page.records.length > 0) {
    const outcome = await saveFetched(pool, {
      connection: of.connection,
      rows: page.records.map(rowsOf(connection)),
      moves: [],
      sprints: [],
      gone: [],
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
  return saveCensusPage(pool, of, { entries, ...place, requests: page.requests })
}

async function compare({ hub, of }: ScopeRun, beganAt: number, vocabularies: readonly Vocabulary[]): Promise<void> {
  const census = { beganAt, vocabularies, now: hub.clock() }
  await compareCensus(hub.database.pool, of, census)
}
