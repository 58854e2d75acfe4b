import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import type { ScopePhase, SyncFailure } from '../records/syncs.ts'
import { bumpRevision } from './revision.ts'

/** What a worker has to know to go on with a scope. */
export interface ClaimedScope {
  readonly phase: ScopePhase
  readonly since: object | null
  /** Where the census stands. */
  readonly cursor: object | null
  readonly isStaged: boolean
  /** Whether the scope was whole once, so that readers see its items. */
  readonly isLoaded: boolean
  readonly startedAt: EpochMs
}

/**
 * Takes up a queued or running scope and marks it, and its sync, as running. Null when there is nothing to do: the
 * scope ended, was cancelled, or waits for its relations only.
 */
export async function claimScope(
  pool: pg.Pool,
  sync: string,
  scope: string,
  now: EpochMs,
): Promise<ClaimedScope | null> {
  return inTransaction(pool, async (client) => {
    const at = new Date(now).toISOString()
    const { rows } = await client.query<ClaimedScope>(
      `update sync_scope s set status = 'running', started_at = coalesce(s.started_at, $3)
       from sync y left join scope_state state on state.connection_id = y.connection_id and state.scope = $2
       where s.sync_id = $1 and s.scope = $2 and y.id = s.sync_id and s.status in ('queued', 'running')
       returning s.phase, s.since, s.cursor, s.is_staged as "isStaged", state.loaded_at is not null as "isLoaded",
         s.started_at as "startedAt"`,
      [sync, scope, at],
    )
    if (rows[0] === undefined) return null
    await client.query(
      `update sync set status = 'running', started_at = coalesce(started_at, $2) where id = $1 and status = 'queued'`,
      [sync, at],
    )
    return rows[0]
  })
}

/**
 * Notes what a scope is struggling with; answers since when, and how often in a row. A wait that the tool asked for is
 * none of the scope's failures: it is not counted, nor is its time. `hasAnswered` says whether the tool ever answered about this
 * scope since the connection was last stored. Null when the scope is not running any more.
 */
export async function noteTrouble(
  pool: pg.Pool,
  of: { readonly syncId: string; readonly scope: string },
  trouble: SyncFailure & { readonly retryAt: EpochMs; readonly isAskedFor: boolean },
  now: EpochMs,
): Promise<{ readonly since: EpochMs; readonly failures: number; readonly hasAnswered: boolean } | null> {
  const { isAskedFor, ...words } = trouble
  const { rows } = await pool.query<{ since: EpochMs | null; failures: number; hasAnswered: boolean }>(
    `update sync_scope set failing_since = case when $5 then failing_since + ($6::timestamptz - $4::timestamptz)
         else coalesce(failing_since, $4::timestamptz) end,
       trouble = $3::jsonb
         || jsonb_build_object('failures', coalesce((trouble->>'failures')::int, 0) + case when $5 then 0 else 1 end)
     where sync_id = $1 and scope = $2 and status = 'running'
     returning failing_since as since, (trouble->>'failures')::int as failures,
       requests > 0 or exists (
         select from sync y join connection c on c.id = y.connection_id
         join scope_state state on state.connection_id = c.id and state.synced_at >= c.updated_at
         where y.id = sync_id and state.scope = sync_scope.scope) as "hasAnswered"`,
    [
      of.syncId,
      of.scope,
      JSON.stringify(words),
      new Date(now).toISOString(),
      isAskedFor,
      new Date(trouble.retryAt).toISOString(),
    ],
  )
  return rows[0] === undefined ? null : { ...rows[0], since: rows[0].since ?? now }
}

/** Notes when a scope that struggles is tried again. */
export async function noteRetry(
  pool: pg.Pool,
  of: { readonly syncId: string; readonly scope: string },
  retryAt: EpochMs,
): Promise<void> {
  await pool.query(
    `update sync_scope set trouble = trouble || jsonb_build_object('retryAt', $3::bigint)
     where sync_id = $1 and scope = $2 and status = 'running' and trouble is not null`,
    [of.syncId, of.scope, retryAt],
  )
}

/** Ends a scope that cannot go on; the mark of its last complete walk stays. */
export async function failScope(
  pool: pg.Pool,
  sync: string,
  scope: string,
  failure: SyncFailure,
  now: EpochMs,
): Promise<void> {
  await pool.query(
    `update sync_scope set status = 'failed', error = $3::jsonb, trouble = null, failing_since = null,
       finished_at = $4
     where sync_id = $1 and scope = $2 and status in ('queued', 'running')`,
    [sync, scope, JSON.stringify(failure), new Date(now).toISOString()],
  )
  await endSyncs(pool, now)
}

/** Scopes whose walk is complete at this moment. */
export async function relatingScopes(pool: pg.Pool): Promise<{ readonly sync: string; readonly scope: string }[]> {
  const { rows } = await pool.query(
    `select sync_id as sync, scope from sync_scope where status = 'relating' order by sync_id, scope`,
  )
  return rows
}

/**
 * Ends these scopes as succeeded and moves their high-water marks: their pages, and everything that follows from them,
 * are up to date. Readers see a scope's items from its first success on. A mark never moves back: a walk that started
 * earlier but ended later leaves the newer one.
 */
export async function succeedScopes(
  pool: pg.Pool,
  scopes: readonly { readonly sync: string; readonly scope: string }[],
  now: EpochMs,
): Promise<void> {
  if (scopes.length === 0) return
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(succeedSql, [
      scopes.map((each) => each.sync),
      scopes.map((each) => each.scope),
      new Date(now).toISOString(),
    ])
    // Numbers change when a scope appears, although none of its items does.
    if (rowCount !== null && rowCount > 0) await bumpRevision(client)
  })
  await endSyncs(pool, now)
}

const succeedSql = `
with done as (
  update sync_scope s set status = 'succeeded', trouble = null, failing_since = null, finished_at = $3
  from unnest($1::text[], $2::text[]) as ended(sync_id, scope)
  where s.sync_id = ended.sync_id and s.scope = ended.scope and s.status = 'relating'
  returning s.sync_id, s.scope, s.mark, s.started_at, s.entries, s.matched, s.is_proven
)
insert into scope_state (connection_id, scope, mark, synced_at, loaded_at, counted_at, census_at, entries, matched)
select distinct on (y.connection_id, d.scope) y.connection_id, d.scope, d.mark, d.started_at, $3::timestamptz,
  case when d.entries is not null then d.started_at end, case when d.is_proven then d.started_at end, d.entries, d.matched
from done d join sync y on y.id = d.sync_id
order by y.connection_id, d.scope, d.started_at desc
on conflict (connection_id, scope) do update set
  mark = case when scope_state.synced_at > excluded.synced_at then scope_state.mark else excluded.mark end,
  synced_at = greatest(scope_state.synced_at, excluded.synced_at),
  loaded_at = coalesce(scope_state.loaded_at, excluded.loaded_at),
  counted_at = coalesce(excluded.counted_at, scope_state.counted_at),
  census_at = coalesce(excluded.census_at, scope_state.census_at),
  entries = coalesce(excluded.entries, scope_state.entries),
  matched = coalesce(excluded.matched, scope_state.matched)`

/** Fails a sync's scopes that were not walked to their end; one that is relating succeeds. False when there was none. */
export async function cancelSync(pool: pg.Pool, sync: string, failure: SyncFailure, now: EpochMs): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update sync_scope set status = 'failed', error = $2::jsonb, trouble = null, failing_since = null, finished_at = $3
     where sync_id = $1 and status in ('queued', 'running')`,
    [sync, JSON.stringify(failure), new Date(now).toISOString()],
  )
  await endSyncs(pool, now)
  return rowCount !== null && rowCount > 0
}

/** Puts a sync's failed scopes, or the one named, back in the queue, to go on where they stood. */
export async function requeueScopes(pool: pg.Pool, sync: string, scope?: string): Promise<string[]> {
  return inTransaction(pool, async (client) => {
    await client.query('select from sync where id = $1 for update', [sync])
    const { rows } = await client.query<{ scope: string }>(
      `update sync_scope set status = 'queued', error = null, trouble = null, failing_since = null, finished_at = null
       where sync_id = $1 and status = 'failed' and ($2::text is null or scope = $2)
       returning scope`,
      [sync, scope ?? null],
    )
    if (rows.length > 0) {
      await client.query(`update sync set status = 'running', finished_at = null where id = $1`, [sync])
    }
    return rows.map((row) => row.scope)
  })
}

/**
 * Ends every sync all of whose scopes have ended. Runs after the transaction that ended a scope, for two that end the
 * last two scopes side by side do not see each other; whoever dies in between leaves it to the next one, or the sweep.
 */
export async function endSyncs(pool: pg.Pool, now: EpochMs): Promise<void> {
  await inTransaction(pool, async (client) => {
    // Locked first and read after, so that a scope put back in the queue meanwhile is seen.
    await client.query(`select from sync where status in ('queued', 'running') order by id for update`)
    await client.query(endSyncsSql, [new Date(now).toISOString()])
  })
}

const endSyncsSql = `
update sync set finished_at = $1, status = ended.status
from (
  select s.sync_id,
    case when bool_and(s.status = 'succeeded') then 'succeeded'
      when bool_or(s.status = 'succeeded') then 'partial'
      else 'failed' end as status
  from sync_scope s join sync y on y.id = s.sync_id
  where y.status in ('queued', 'running')
  group by s.sync_id
  having bool_and(s.status in ('succeeded', 'failed'))
) ended
where sync.id = ended.sync_id`
