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

/** The resolution names that stored done issues of a connection carry, most frequent first. */
export async function listResolutions(pool: pg.Pool, connection: string): Promise<string[]> {
  const { rows } = await pool.query<{ resolution: string }>(
    `select resolution from item where connection_id = $1 and resolution is not null and category = 'done'
     group by resolution order by count(*) desc, resolution`,
    [connection],
  )
  return rows.map((row) => row.resolution)
}
