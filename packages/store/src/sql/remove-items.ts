import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import type { SyncFailure } from '../records/syncs.ts'
import { beginAnew } from './census.ts'
import { lockRelating } from './relate.ts'
import { noteRemoval } from './revision.ts'
import { lockSettling } from './settle.ts'
import { endSyncs } from './sync-steps.ts'

/**
 * Deletes a connection, its items, their links and references, and all that was known of them. Neighbours that lose a parent or a reference join the
 * waiting set. Returns false when there is no such connection.
 */
export async function deleteConnection(pool: pg.Pool, id: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    // Its walks first: a page that is being stored is waited for, and none is stored after it.
    await client.query('delete from sync where connection_id = $1', [id])
    await forgetPast(client, id)
    await forget(client, 'i.connection_id = $1', [id])
    const { rowCount } = await client.query('delete from connection where id = $1', [id])
    await noteRemoval(client)
    return rowCount === 1
  })
}

/**
 * Deletes the items of a connection's scopes other than `kept`, with their links and marks, and fails walks over them. What was
 * known of them stays known of the past.
 * Neighbours that lose a parent or a reference join the waiting set.
 */
export async function removeOtherScopes(
  pool: pg.Pool,
  connection: string,
  kept: readonly string[],
  failure: SyncFailure,
  now: EpochMs,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    // A page that is being stored is waited for, and none is stored after it.
    await client.query(
      `select from sync_scope s join sync y on y.id = s.sync_id
       where y.connection_id = $1 and s.scope <> all($2) order by s.sync_id, s.scope for update of s`,
      [connection, kept],
    )
    // A walk that went on would bring the items back, or leave a mark that hides them when the scope comes back.
    await client.query(
      `update sync_scope s set status = 'failed', error = $3::jsonb, finished_at = $4 from sync y
       where y.id = s.sync_id and y.connection_id = $1 and s.scope <> all($2)
         and s.status in ('queued', 'running', 'relating')`,
      [connection, kept, JSON.stringify(failure), new Date(now).toISOString()],
    )
    const ended = `s.scope <> all($2) and s.status = 'failed' and y.connection_id = $1`
    await beginAnew(client, ended, [connection, kept])
    await client.query(`update sync_scope s set since = null from sync y where y.id = s.sync_id and ${ended}`, [
      connection,
      kept,
    ])
    await forget(client, 'i.connection_id = $1 and i.scope <> all($2)', [connection, kept])
    await client.query('delete from item where connection_id = $1 and scope <> all($2)', [connection, kept])
    for (const table of ['scope_state', 'wanted_item', 'release', 'deployment', 'side_state']) {
      await client.query(`delete from ${table} where connection_id = $1 and scope <> all($2)`, [connection, kept])
    }
    // Keys of a repository begin with its name; what is kept by key alone belongs to repositories.
    for (const table of ['item_move', 'first_review']) {
      await client.query(`delete from ${table} where connection_id = $1 and split_part(key, '#', 1) <> all($2)`, [
        connection,
        kept,
      ])
    }
    await noteRemoval(client)
  })
  await endSyncs(pool, now)
}

/** Nothing is kept of what a connection that goes was, nor of what pointed at its items. */
async function forgetPast(client: pg.PoolClient, connection: string): Promise<void> {
  await client.query(`select set_config('throughline.keeps_past', 'off', true)`)
  await client.query(
    `with gone as (
       select id from item where connection_id = $1 union select item_id from item_past where connection_id = $1
     ),
     pointed as (
       delete from reference_past where target_id in (select id from gone) returning item_id
     )
     -- Their words name what they followed.
     delete from link_past where rule = 'reference' and item_id in (
       select item_id from pointed union select item_id from item_reference where target_id in (select id from gone))`,
    [connection],
  )
}

/** Removes what points at items that are about to go; who stood beside them waits to be related. */
async function forget(client: pg.PoolClient, which: string, values: unknown[]): Promise<void> {
  // Whoever relates or links these items at this moment would leave rows that point at nothing.
  await lockRelating(client)
  await lockSettling(client)
  const gone = `(select i.id from item i where ${which})`
  await client.query(
    `with orphan as (update item set parent_id = null
       where parent_id in ${gone} and id not in ${gone} returning id)
     insert into dirty_item (item_id)
     select n.id from item n
     where n.id not in ${gone} and n.id in (
       select id from orphan
       union select r.item_id from item_reference r where r.target_id in ${gone}
       union select r.target_id from item_reference r where r.item_id in ${gone})
     order by n.id on conflict do nothing`,
    values,
  )
  await client.query(`delete from link where item_id in ${gone}`, values)
  await client.query(`delete from unlinked where item_id in ${gone}`, values)
  await client.query(`delete from item_reference where item_id in ${gone} or target_id in ${gone}`, values)
  await client.query(`delete from mention where item_id in ${gone}`, values)
  await client.query(`delete from dirty_item where item_id in ${gone}`, values)
  await client.query(`delete from dirty_link where item_id in ${gone}`, values)
}
