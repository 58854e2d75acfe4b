import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { iso } from './item-row.ts'

/** A scope of a sync, by which its census is known. */
export interface CensusOf {
  readonly syncId: string
  readonly connection: string
  readonly scope: string
}

/** What the hub knows of a scope's completeness before it asks the tool. */
export interface KnownCompleteness {
  /** Records of this sync that could not be read. */
  readonly unreadable: number
  /** Entries of the last census that the hub did not hold after it. */
  readonly unmatched: number
  readonly countedAt: EpochMs | null
  readonly censusAt: EpochMs | null
}

/** Reads what is known of a scope's completeness; it costs the same however much the scope holds. */
export async function knownCompleteness(pool: pg.Pool, of: CensusOf): Promise<KnownCompleteness> {
  const { rows } = await pool.query<KnownCompleteness>(
    `select
       (select jsonb_array_length(quarantined) from sync_scope where sync_id = $1 and scope = $3) as unreadable,
       coalesce(s.entries - s.matched, 0) as unmatched, s.counted_at as "countedAt", s.census_at as "censusAt"
     from (select) nothing left join scope_state s on s.connection_id = $2 and s.scope = $3`,
    [of.syncId, of.connection, of.scope],
  )
  return onlyRow(rows)
}

/** Counts the items of a scope, tombstones left out. */
export async function countHeld(pool: pg.Pool, { connection, scope }: CensusOf): Promise<number> {
  const { rows } = await pool.query<{ held: number }>(
    'select count(*)::int as held from item where connection_id = $1 and scope = $2 and tombstone_kind is null',
    [connection, scope],
  )
  return onlyRow(rows).held
}

/** Counts the entries of this sync's census. */
export async function countListed(pool: pg.Pool, { syncId, scope }: CensusOf): Promise<number> {
  const { rows } = await pool.query<{ listed: number }>(
    'select count(*)::int as listed from census_entry where sync_id = $1 and scope = $2',
    [syncId, scope],
  )
  return onlyRow(rows).listed
}

function onlyRow<T>([row]: readonly T[]): T {
  if (row === undefined) throw new Error('A statement that counts answers one row.')
  return row
}

/**
 * Begins a census by listing: forgets what was listed before, and notes where the list begins. False when another worker
 * began one already.
 */
export async function beginListing(pool: pg.Pool, of: CensusOf, cursor: object): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    if (!(await moveCursor(client, of, null, cursor))) return false
    await client.query('delete from census_entry where sync_id = $1 and scope = $2', [of.syncId, of.scope])
    return true
  })
}

/**
 * Stores a page of a census and where it goes on, in one transaction. False, and nothing stored, when the census does not
 * stand at `after` any more: another worker was faster, or the sync was cancelled.
 */
export async function saveCensusPage(
  pool: pg.Pool,
  of: CensusOf,
  page: {
    readonly entries: readonly { readonly key: string; readonly updatedAt: EpochMs | null }[]
    /** Where the census stood before the page, and where it stands after it. */
    readonly after: object
    readonly cursor: object
    readonly requests: number
  },
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    if (!(await moveCursor(client, of, page.after, page.cursor))) return false
    await client.query(
      `insert into census_entry (sync_id, scope, key, updated_at)
       select $1, $2, key, max(updated_at) from json_to_recordset($3::json) as entry(key text, updated_at timestamptz)
       group by key order by key
       on conflict (sync_id, scope, key) do update set updated_at = excluded.updated_at`,
      [
        of.syncId,
        of.scope,
        JSON.stringify(page.entries.map(({ key, updatedAt }) => ({ key, updated_at: iso(updatedAt) }))),
      ],
    )
    await noteProgress(client, of, { requests: page.requests })
    return true
  })
}

/** Moves the census on from where the caller thinks it stands. */
async function moveCursor(client: pg.PoolClient, of: CensusOf, from: object | null, to: object): Promise<boolean> {
  const { rowCount } = await client.query(
    `update sync_scope set cursor = $4::jsonb
     where sync_id = $1 and scope = $2 and status = 'running' and phase = 'census' and cursor is not distinct from $3::jsonb`,
    [of.syncId, of.scope, from === null ? null : JSON.stringify(from), JSON.stringify(to)],
  )
  return rowCount === 1
}

/**
 * Adds to a scope's tally what a step beside its pages cost and brought; a success, so its troubles are over. A record that
 * could not be read is named once, however many steps meet it.
 */
export async function noteProgress(
  client: pg.Pool | pg.PoolClient,
  of: Pick<CensusOf, 'syncId' | 'scope'>,
  step: {
    readonly requests: number
    readonly saved?: number
    readonly added?: number
    readonly removed?: number
    readonly quarantined?: readonly object[]
  },
): Promise<void> {
  await client.query(
    `update sync_scope set requests = requests + $3, saved = saved + $4, added = added + $5, removed = removed + $6,
       trouble = null, failing_since = null,
       quarantined = quarantined || (
         select coalesce(jsonb_agg(named), '[]') from jsonb_array_elements($7::jsonb) named
         where not quarantined @> jsonb_build_array(named))
     where sync_id = $1 and scope = $2`,
    [
      of.syncId,
      of.scope,
      step.requests,
      step.saved ?? 0,
      step.added ?? 0,
      step.removed ?? 0,
      JSON.stringify(step.quarantined ?? []),
    ],
  )
}

/** Names that a scope knows for one field. */
export interface NamesInUse {
  readonly field: 'status' | 'components' | 'milestones' | 'type'
  readonly names: readonly string[]
}

/**
 * Compares the census with what is held, and wants every item about which they differ: shown but not held, or held in an
 * older copy, or in a later one that was observed before (the tool's clock was turned back); held but not shown, unless it
 * was observed after the census began; held under a name that is no longer in use; held below a parent that is gone: its
 * tool may have refused to answer when relating had it asked for; held below a parent that a scope should have and has not:
 * it may have got another key before the hub ever saw it. What was called deleted or hidden since the last census
 * began is asked for once more: a refusal tells less than the item itself does, and may have had another reason. Answers
 * how many.
 */
export async function compareCensus(
  pool: pg.Pool,
  of: CensusOf,
  census: { readonly beganAt: EpochMs; readonly vocabularies: readonly NamesInUse[]; readonly now: EpochMs },
): Promise<number> {
  const { rowCount } = await pool.query(compareSql, [
    of.syncId,
    of.connection,
    of.scope,
    iso(census.beganAt),
    iso(census.now),
    ...(['status', 'type', 'components', 'milestones'] as const).map(
      (field) => census.vocabularies.find((each) => each.field === field)?.names ?? null,
    ),
  ])
  return rowCount ?? 0
}

/**
 * One look into an index for each entry and for each item: a census of tens of thousands is compared minutes after the
 * tables were filled, when the planner knows nothing of them and would rather compare all with all.
 */
const compareSql = `
insert into wanted_item (connection_id, scope, key, wanted_at)
select $2, $3, key, $5::timestamptz from (
  select e.key from census_entry e
  left join lateral (
    select tombstone_kind, updated_at, observed_at from item where connection_id = $2 and key = e.key offset 0
  ) held on true
  where e.sync_id = $1 and e.scope = $3
    and (held.updated_at is null or held.tombstone_kind is not null or held.updated_at < e.updated_at
      or (held.updated_at > e.updated_at and held.observed_at < $4::timestamptz))
  union
  select i.key from item i
  left join lateral (
    select true as is_shown from census_entry e where e.sync_id = $1 and e.scope = $3 and e.key = i.key offset 0
  ) entry on true
  where i.connection_id = $2 and i.scope = $3 and i.tombstone_kind is null and i.observed_at < $4::timestamptz
    and is_shown is null
  union
  select i.key from item i
  where i.connection_id = $2 and i.scope = $3 and i.tombstone_kind is null and i.kind = 'issue'
    and (i.status <> all($6::text[]) or i.type <> all($7::text[]) or not (i.components <@ $8::text[])
      or not (i.milestones <@ $9::text[]))
  union
  select child.key from item p
  cross join lateral (
    select key, scope, tombstone_kind from item where connection_id = $2 and parent_key = p.key offset 0
  ) child
  where p.connection_id = $2 and p.tombstone_kind is not null and child.scope = $3 and child.tombstone_kind is null
  union
  select child.key from item child
  join scope_state s on s.connection_id = $2 and s.loaded_at is not null
    and lower(s.scope) = lower(regexp_replace(child.parent_key, '[-#][0-9]+$', ''))
  left join lateral (
    select true as is_held from item p where p.connection_id = $2 and p.key = child.parent_key offset 0
  ) parent on true
  where child.connection_id = $2 and child.scope = $3 and child.tombstone_kind is null
    and child.parent_key is not null and child.parent_id is null and is_held is null
  union
  select i.key from item i
  left join scope_state s on s.connection_id = $2 and s.scope = $3
  where i.connection_id = $2 and i.scope = $3 and i.tombstone_kind in ('deleted', 'hidden')
    and i.observed_at >= coalesce(s.census_at, '-infinity')
) differing order by key
on conflict (connection_id, scope, key) do update set wanted_at = excluded.wanted_at`

/** What a look at completeness came to. */
export type Completeness =
  /** The tool was not asked. */
  | { readonly kind: 'none' }
  /** The tool's count agrees with what is held. */
  | { readonly kind: 'counted'; readonly count: number; readonly isProof: boolean }
  /** The census of this sync was compared and mended; `unreadable` of what it shows have no key that could be read. */
  | { readonly kind: 'listed'; readonly unreadable: number }

/** Goes from one phase to the next, handing `cursor` on; nothing when somebody else did, or the scope was cancelled. */
export async function enterPhase(
  pool: pg.Pool,
  of: Pick<CensusOf, 'syncId' | 'scope'>,
  from: string,
  to: string,
  cursor: object | null = null,
): Promise<void> {
  await pool.query(
    `update sync_scope set phase = $4, cursor = $5::jsonb
     where sync_id = $1 and scope = $2 and status = 'running' and phase = $3`,
    [of.syncId, of.scope, from, to, cursor === null ? null : JSON.stringify(cursor)],
  )
}

/** Ends the part of a scope that asks the tool: notes how complete it is, and waits for its relations. */
export async function completeScope(pool: pg.Pool, of: CensusOf, completeness: Completeness): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update sync_scope set phase = 'relate', status = 'relating', cursor = null
       where sync_id = $1 and scope = $2 and status = 'running' and phase = 'mend'`,
      [of.syncId, of.scope],
    )
    if (rowCount !== 1) return
    if (completeness.kind !== 'none') {
      const isListed = completeness.kind === 'listed'
      await client.query(isListed ? listedSql : countedSql, [
        of.syncId,
        of.connection,
        of.scope,
        ...(isListed ? [completeness.unreadable] : [completeness.count, completeness.isProof]),
      ])
    }
    for (const table of ['census_entry', 'staged_item']) {
      await client.query(`delete from ${table} where sync_id = $1 and scope = $2`, [of.syncId, of.scope])
    }
    await beginAnew(
      client,
      `s.scope = $2 and s.sync_id <> $1 and s.status = 'failed' and y.connection_id = $3
         and (s.is_staged or s.phase in ('merge', 'census', 'mend'))`,
      [of.syncId, of.scope, of.connection],
    )
  })
}

/**
 * Lets failed walks begin anew should somebody retry them, and frees what was kept for going on: it is older than what
 * the scope holds now, or the scope is gone. `which` is a condition on `sync_scope s` and `sync y`.
 */
export async function beginAnew(client: pg.PoolClient, which: string, values: unknown[]): Promise<void> {
  const { rows } = await client.query<{ sync_id: string; scope: string }>(
    `select s.sync_id, s.scope from sync_scope s join sync y on y.id = s.sync_id where ${which} for update of s`,
    values,
  )
  for (const { sync_id, scope } of rows) {
    for (const table of ['sync_range', 'census_entry', 'staged_item']) {
      await client.query(`delete from ${table} where sync_id = $1 and scope = $2`, [sync_id, scope])
    }
    await client.query(
      `update sync_scope set phase = 'begin', cursor = null, mark = null, fetched = 0, quarantined = '[]'
       where sync_id = $1 and scope = $2`,
      [sync_id, scope],
    )
  }
}

/** An entry that turned out to be gone when it was asked for is none. */
const listedSql = `
update sync_scope set is_proven = true, entries = shown.entries + $4, matched = shown.matched
from (
  select count(*)::int as entries, count(i.id)::int as matched
  from census_entry e left join item i on i.connection_id = $2 and i.key = e.key
  where e.sync_id = $1 and e.scope = $3 and i.tombstone_kind is null
) shown
where sync_id = $1 and sync_scope.scope = $3`

const countedSql = `
update sync_scope set is_proven = $5, entries = $4, matched = least($4,
  (select count(*)::int from item where connection_id = $2 and scope = $3 and tombstone_kind is null))
where sync_id = $1 and scope = $3`
