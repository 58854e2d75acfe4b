import type pg from 'pg'
import { inTransaction } from '../database.ts'

/** How a walk begins. */
export interface WalkPlan {
  /** Where each range begins; null for a walk that begins at the beginning. */
  readonly ranges: readonly (object | null)[]
  readonly isStaged: boolean
  readonly expected: number | null
  readonly requests: number
}

/** Stores how a scope's walk is divided, once: whoever comes second finds the ranges there. */
export async function beginWalk(pool: pg.Pool, sync: string, scope: string, plan: WalkPlan): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update sync_scope set phase = 'items', is_staged = $3, expected = $4, requests = requests + $5, trouble = null,
         failing_since = null
       where sync_id = $1 and scope = $2 and status = 'running' and phase = 'begin'`,
      [sync, scope, plan.isStaged, plan.expected, plan.requests],
    )
    if (rowCount !== 1) return
    await client.query(
      `insert into sync_range (sync_id, scope, number, cursor)
       select $1, $2, number, nullif(cursor, 'null'::jsonb)
       from jsonb_array_elements($3::jsonb) with ordinality as range(cursor, number)`,
      [sync, scope, JSON.stringify(plan.ranges)],
    )
  })
}

/** A range that is not walked to its end. */
export interface OpenRange {
  readonly number: number
  readonly cursor: object | null
  readonly pages: number
  /** Whether the walk has no other range. */
  readonly isOnly: boolean
}

/** The ranges of a scope that are not walked to their end, in order. */
export async function openRanges(pool: pg.Pool, sync: string, scope: string): Promise<OpenRange[]> {
  const { rows } = await pool.query<OpenRange>(
    `select number, cursor, pages, of = 1 as "isOnly"
     from (select *, count(*) over () as of from sync_range where sync_id = $1 and scope = $2) each_range
     where not is_done order by number`,
    [sync, scope],
  )
  return rows
}

/**
 * Ends the walk of a scope all of whose ranges are done: joins their marks, and goes on to the next phase. False while a
 * range is open, or when somebody else ended it.
 */
export async function endWalk(
  pool: pg.Pool,
  sync: string,
  scope: string,
  joinMarks: (parts: readonly object[]) => object,
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `select from sync_scope where sync_id = $1 and scope = $2 and status = 'running' and phase = 'items' for update`,
      [sync, scope],
    )
    if (rowCount !== 1) return false
    const { rows } = await client.query<{ is_done: boolean; mark: object | null }>(
      'select is_done, mark from sync_range where sync_id = $1 and scope = $2 order by number',
      [sync, scope],
    )
    if (rows.length === 0 || rows.some((range) => !range.is_done)) return false
    const mark = joinMarks(rows.flatMap((range) => range.mark ?? []))
    await client.query(
      `update sync_scope set phase = case when is_staged then 'merge' else 'census' end, mark = $3::jsonb
       where sync_id = $1 and scope = $2`,
      [sync, scope, JSON.stringify(mark)],
    )
    return true
  })
}
