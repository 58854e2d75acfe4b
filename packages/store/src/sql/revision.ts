import type pg from 'pg'

/** Marks that derived state changed. The row lock puts the transactions that change it in an order. */
export async function bumpRevision(client: pg.PoolClient): Promise<void> {
  await client.query('update hub_state set revision = revision + 1')
}

/** The number of the newest derived state: numbers computed at one revision stay true until the next. */
export async function readRevision(client: pg.Pool | pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ revision: number }>('select revision from hub_state')
  return rows[0]?.revision ?? 0
}
