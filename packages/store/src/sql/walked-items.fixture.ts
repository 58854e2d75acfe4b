import type { EpochMs, ItemRecord } from '@throughline/plan'
import { makeRecord } from '@throughline/testing'
import type { Database } from '../database.ts'
import { findSync } from '../records/syncs.ts'
import type { FetchedItems } from './save-fetched.ts'
import { hubNow, type OpenWalk } from './stored-items.fixture.ts'
import { endWalk } from './walk-ranges.ts'

/** An instant by the tools' clocks, some minutes into a day before {@link hubNow}. */
export const at = (minute: number): EpochMs => Date.parse('2026-10-01T00:00:00Z') + minute * 60_000

/** An instant by the hub's clock. */
export const later = (minutes: number): EpochMs => hubNow + minutes * 60_000

/** Issue `EHR-number`, changed a minute into the day. */
export function issue(number: number, overrides: Partial<ItemRecord> = {}): ItemRecord {
  const names = { key: `EHR-${number}`, sourceId: `${number}`, title: `Issue ${number}` }
  return makeRecord({ ...names, updatedAt: at(1), ...overrides })
}

/** The scope of a walk, as statements ask for it. */
export function of(walk: OpenWalk) {
  return { syncId: walk.sync, connection: walk.connection, scope: walk.scope }
}

/** Ends the pages of a walk of one range, all of which are stored. */
export async function endItems({ pool }: Database, walk: OpenWalk): Promise<void> {
  await endWalk(pool, walk.sync, walk.scope, (parts) => parts[0] ?? {})
}

/** How the scope of a walk stands in its sync. */
export async function tally(database: Database, walk: OpenWalk) {
  return (await findSync(database, walk.sync))?.scopes[0]
}

/** What was asked for by key, a minute ago by default; nothing unless overrides say so. */
export function fetched(overrides: Partial<FetchedItems>): FetchedItems {
  const nothing = { rows: [], moves: [], sprints: [], gone: [], raises: true }
  return { connection: 'jira', ...nothing, observedAt: later(1), now: later(1), ...overrides }
}
