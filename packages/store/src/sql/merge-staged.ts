import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { iso, rowDefinition } from './item-row.ts'
import { noteDirty, upsertItems } from './upsert-items.ts'

/** A scope of a sync whose pages were staged. */
export interface StagedScope {
  readonly syncId: string
  readonly connection: string
  readonly scope: string
  readonly now: EpochMs
}

/**
 * Merges a staged walk into the items in one transaction, differences only: readers see the scope before or after, never
 * between. What was observed later than a staged copy stands against it; what was observed before and still has a later
 * stamp is asked for, as after a tool's clock was turned back. The keys that were staged become the census of
 * the walk. Does nothing when the scope is not waiting to be merged.
 */
export async function mergeStaged(pool: pg.Pool, staged: StagedScope): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { syncId, scope, connection, now } = staged
    const { rowCount } = await client.query(
      `update sync_scope set phase = 'census' where sync_id = $1 and scope = $2 and status = 'running' and phase = 'merge'`,
      [syncId, scope],
    )
    if (rowCount !== 1) return
    await client.query('delete from census_entry where sync_id = $1 and scope = $2', [syncId, scope])
    await client.query(
      `insert into census_entry (sync_id, scope, key, updated_at)
       select sync_id, scope, key, updated_at from staged_item where sync_id = $1 and scope = $2`,
      [syncId, scope],
    )
    await client.query(
      `insert into census_entry (sync_id, scope, key)
       select sync_id, scope, each->>'key' from sync_scope cross join jsonb_array_elements(quarantined) each
       where sync_id = $1 and scope = $2 and each->>'key' is not null on conflict do nothing`,
      [syncId, scope],
    )
    await client.query(mergeSql, [syncId, scope, connection, iso(now)])
    await client.query('delete from staged_item where sync_id = $1 and scope = $2', [syncId, scope])
  })
}

const mergeSql = `
with incoming as (
  select row.*, s.observed_at
  from staged_item s
  left join item i on i.connection_id = $3 and i.key = s.key
  cross join lateral jsonb_to_record(s.row) as row(${rowDefinition})
  where s.sync_id = $1 and s.scope = $2
    and (i.id is null or i.updated_at < s.updated_at
      or i.content_hash <> s.row->>'content_hash')
  order by s.key
),
${upsertItems('$3', '$4::timestamptz', false)},
turned_back as (
  insert into wanted_item (connection_id, scope, key, wanted_at)
  select $3, $2, s.key, $4::timestamptz
  from staged_item s join item i on i.connection_id = $3 and i.key = s.key
  where s.sync_id = $1 and s.scope = $2 and i.tombstone_kind is null
    and i.updated_at > s.updated_at and i.observed_at < s.observed_at
  order by s.key
  on conflict (connection_id, scope, key) do update set wanted_at = excluded.wanted_at
),
${noteDirty(['saved', 'moved'])}
update sync_scope set
  saved = saved + (select count(*)::int from saved),
  added = added + (select count(*)::int from saved where is_new),
  removed = removed + (select count(*)::int from moved where is_new)
where sync_id = $1 and scope = $2`
