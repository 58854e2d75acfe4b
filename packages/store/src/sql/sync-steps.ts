import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import type { SyncFailure } from '../records/syncs.ts'

/** What a worker has to know to go on with a scope. */
export interface ClaimedScope {
  readonly since: object | null
  readonly cursor: object | null
  readonly pages: number
}

/**
 * Takes up a queued or running scope and marks it, and its sync, as running. Null when there is nothing to do: the
 * scope ended, was cancelled, or has all its pages.
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
      `update sync_scope set status = 'running', started_at = coalesce(started_at, $3)
       where sync_id = $1 and scope = $2 and status in ('queued', 'running')
       returning since, cursor, pages`,
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

/** Ends a scope that cannot go on; the mark of its last complete walk stays. */
export async function failScope(
  pool: pg.Pool,
  sync: string,
  scope: string,
  failure: SyncFailure,
  now: EpochMs,
): Promise<void> {
  await pool.query(
    `update sync_scope set status = 'failed', error = $3::jsonb, finished_at = $4
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
 * are up to date. A mark never moves back: a walk that started earlier but ended later leaves the newer one.
 */
export async function succeedScopes(
  pool: pg.Pool,
  scopes: readonly { readonly sync: string; readonly scope: string }[],
  now: EpochMs,
): Promise<void> {
  if (scopes.length === 0) return
  await inTransaction(pool, async (client) => {
    await client.query(
      `with done as (
         update sync_scope s set status = 'succeeded', finished_at = $3
         from unnest($1::text[], $2::text[]) as ended(sync_id, scope)
         where s.sync_id = ended.sync_id and s.scope = ended.scope and s.status = 'relating'
         returning s.sync_id, s.scope, s.mark, s.started_at
       )
       insert into scope_state (connection_id, scope, mark, synced_at)
       select distinct on (y.connection_id, d.scope) y.connection_id, d.scope, d.mark, d.started_at
       from done d join sync y on y.id = d.sync_id
       order by y.connection_id, d.scope, d.started_at desc
       on conflict (connection_id, scope) do update set mark = excluded.mark, synced_at = excluded.synced_at
       where scope_state.synced_at is null or scope_state.synced_at <= excluded.synced_at`,
      [scopes.map((each) => each.sync), scopes.map((each) => each.scope), new Date(now).toISOString()],
    )
  })
  await endSyncs(pool, now)
}

/** Fails a sync's scopes that were not walked to their end; one that is relating succeeds. False when there was none. */
export async function cancelSync(pool: pg.Pool, sync: string, failure: SyncFailure, now: EpochMs): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update sync_scope set status = 'failed', error = $2::jsonb, finished_at = $3
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
      `update sync_scope set status = 'queued', error = null, finished_at = null
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
