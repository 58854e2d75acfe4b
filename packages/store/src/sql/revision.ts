import type pg from 'pg'

/** Marks that derived state changed. The row lock puts the transactions that change it in an order. */
export async function bumpRevision(client: pg.PoolClient): Promise<void> {
  await client.query('update hub_state set revision = revision + 1')
}

/** Marks that items were removed and left no row: readers that follow changes have to read all of them again. */
export async function noteRemoval(client: pg.PoolClient): Promise<void> {
  await client.query('update hub_state set revision = revision + 1, removals = removals + 1')
}

/** The number of the newest derived state: numbers computed at one revision stay true until the next. */
export async function readRevision(client: pg.Pool | pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ revision: number }>('select revision from hub_state')
  return rows[0]?.revision ?? 0
}

/** Marks that releases, deployments or reviews changed; statements that store sprints do the same. Apart from the revision: few numbers are made from them. */
export async function bumpSideRevision(client: pg.PoolClient): Promise<void> {
  await client.query('update hub_state set side_revision = side_revision + 1')
}

/** The numbers of the newest derived state and of what is known beside it. */
export interface Revisions {
  readonly revision: number
  readonly sideRevision: number
}

/** Both numbers at one moment: what was computed from items and from what is beside them stays true until one moves. */
export async function readRevisions(client: pg.Pool | pg.PoolClient): Promise<Revisions> {
  const { rows } = await client.query<Revisions>('select revision, side_revision as "sideRevision" from hub_state')
  return rows[0] ?? { revision: 0, sideRevision: 0 }
}
