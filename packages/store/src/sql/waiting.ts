import type pg from 'pg'
import { relatable } from './relate.ts'

/** Whether items wait to be related, those of half-loaded scopes left out. */
export async function hasDirtyItems(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query(`select from dirty_item d ${relatable} limit 1`)
  return rowCount === 1
}

/** Plans that have items to settle, or a version that was never settled. */
export async function waitingPlans(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from plan p where settled_version <> version or exists (select from dirty_link d where d.plan_id = p.id)
     order by id`,
  )
  return rows.map((row) => row.id)
}

/** Whether a version of a plan was settled, and since then nothing about items waits to be related or settled there. */
export async function isSettledFor(
  pool: pg.Pool,
  plan: string,
  version: number,
  items: readonly number[],
): Promise<boolean> {
  const { rows } = await pool.query<{ settled: boolean }>(
    `select settled_version = $2
       and not exists (select from dirty_link d where d.plan_id = p.id and d.item_id = any($3))
       and not exists (select from dirty_item d where d.item_id = any($3)) as settled
     from plan p where id = $1`,
    [plan, version, items],
  )
  return rows[0]?.settled ?? false
}

/** The resolution names that stored done issues of a connection carry, most frequent first. */
export async function listResolutions(pool: pg.Pool, connection: string): Promise<string[]> {
  const { rows } = await pool.query<{ resolution: string }>(
    `select resolution from item where connection_id = $1 and resolution is not null and category = 'done'
     group by resolution order by count(*) desc, resolution`,
    [connection],
  )
  return rows.map((row) => row.resolution)
}
