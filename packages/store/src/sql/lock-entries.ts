import type pg from 'pg'

/** Makes those who add to the entry logs of one plan wait for each other until the transaction ends. */
export async function lockEntries(client: pg.PoolClient, plan: string): Promise<void> {
  await client.query('select 1 from plan where id = $1 for no key update', [plan])
}
