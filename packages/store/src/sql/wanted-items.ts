import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'
import { iso } from './item-row.ts'

/** Notes items that have to be asked for by key. One that is wanted already is wanted anew. */
export async function wantItems(
  pool: pg.Pool,
  connection: string,
  scope: string,
  keys: readonly string[],
  now: EpochMs,
): Promise<void> {
  if (keys.length === 0) return
  await pool.query(
    `insert into wanted_item (connection_id, scope, key, wanted_at)
     select $1, $2, key, $4 from unnest($3::text[]) key group by key order by key
     on conflict (connection_id, scope, key) do update set wanted_at = excluded.wanted_at`,
    [connection, scope, keys, iso(now)],
  )
}

/**
 * Wants one item of every sprint of a scope that was not closed when it was last seen: starting or closing a sprint
 * moves no issue's clock, so no walk would tell, and a sprint is shown by its issues only.
 */
export async function wantOpenSprints(
  pool: pg.Pool,
  { connection, scope }: { readonly connection: string; readonly scope: string },
  now: EpochMs,
): Promise<void> {
  await pool.query(
    `insert into wanted_item (connection_id, scope, key, wanted_at)
     select distinct $1, $2, member.key, $3::timestamptz from (
       select distinct on (s.id) i.key, s.id
       from item i
       cross join lateral jsonb_array_elements(i.sprints) stay
       join sprint s on s.connection_id = i.connection_id and s.id = stay->>'sprint' and s.state <> 'closed'
       where i.connection_id = $1 and i.scope = $2 and i.tombstone_kind is null and stay->>'to' is null
       order by s.id, i.updated_at desc, i.id
     ) member order by member.key
     on conflict (connection_id, scope, key) do update set wanted_at = excluded.wanted_at`,
    [connection, scope, iso(now)],
  )
}

/** Up to `limit` wanted keys of a scope after the key `after`, in order. */
export async function listWanted(
  pool: pg.Pool,
  connection: string,
  scope: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>(
    `select key from wanted_item where connection_id = $1 and scope = $2 and key > $3 order by key limit $4`,
    [connection, scope, after, limit],
  )
  return rows.map((row) => row.key)
}

/** Wants these items no more, unless they were wanted anew since the tool was asked. */
export async function forgetWanted(
  pool: pg.Pool,
  connection: string,
  scope: string,
  keys: readonly string[],
  askedAt: EpochMs,
): Promise<void> {
  await pool.query(
    'delete from wanted_item where connection_id = $1 and scope = $2 and key = any($3) and wanted_at <= $4',
    [connection, scope, keys, iso(askedAt)],
  )
}

/** Wants nothing of a scope any more: its tool refuses to answer, and the next sync finds what changed anyway. */
export async function dropWanted(pool: pg.Pool, connection: string, scope: string): Promise<void> {
  await pool.query('delete from wanted_item where connection_id = $1 and scope = $2', [connection, scope])
}

/** Scopes that want items. A scope that was never whole, or whose sync asks for them itself, is left out. */
export async function wantingScopes(pool: pg.Pool): Promise<{ readonly connection: string; readonly scope: string }[]> {
  const { rows } = await pool.query<{ connection: string; scope: string }>(
    `select distinct w.connection_id as connection, w.scope from wanted_item w
     join scope_state s on s.connection_id = w.connection_id and s.scope = w.scope and s.loaded_at is not null
     where not exists (
       select from sync y join sync_scope c on c.sync_id = y.id
       where y.connection_id = w.connection_id and c.scope = w.scope and c.status = 'running'
         and c.phase in ('census', 'mend'))
     order by 1, 2`,
  )
  return rows
}
