import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { bumpRevision } from './revision.ts'

/**
 * Deletes a connection, its items, their links and references. Neighbours that lose a parent or a reference join the
 * waiting set. Returns false when there is no such connection.
 */
export async function deleteConnection(pool: pg.Pool, id: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await client.query(
      `insert into dirty_item (item_id)
       select distinct n.id from item gone
       join item_reference r on r.item_id = gone.id or r.target_id = gone.id
       join item n on n.id in (r.item_id, r.target_id) and n.connection_id <> $1
       where gone.connection_id = $1 on conflict do nothing`,
      [id],
    )
    await forget(client, 'i.connection_id = $1', [id])
    const { rowCount } = await client.query('delete from connection where id = $1', [id])
    await bumpRevision(client)
    return rowCount === 1
  })
}

/** Deletes the items of a connection's scopes other than `kept`, with their links and marks. */
export async function removeOtherScopes(pool: pg.Pool, connection: string, kept: readonly string[]): Promise<void> {
  await inTransaction(pool, async (client) => {
    await forget(client, 'i.connection_id = $1 and i.scope <> all($2)', [connection, kept])
    await client.query('delete from item where connection_id = $1 and scope <> all($2)', [connection, kept])
    await client.query('delete from scope_state where connection_id = $1 and scope <> all($2)', [connection, kept])
    await bumpRevision(client)
  })
}

/** Removes what points at items that are about to go. */
async function forget(client: pg.PoolClient, which: string, values: unknown[]): Promise<void> {
  const gone = `(select i.id from item i where ${which})`
  await client.query(`delete from link where item_id in ${gone}`, values)
  await client.query(`delete from item_reference where item_id in ${gone} or target_id in ${gone}`, values)
  await client.query(`delete from mention where item_id in ${gone}`, values)
  await client.query(`delete from dirty_item where item_id in ${gone}`, values)
  await client.query(`delete from dirty_link where item_id in ${gone}`, values)
  await client.query(`update item set parent_id = null where parent_id in ${gone}`, values)
}
