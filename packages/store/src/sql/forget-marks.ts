import type pg from 'pg'

/** Forgets how far the scopes of a connection were seen, so that their next sync reads everything again. */
export async function forgetMarks(pool: pg.Pool, connection: string): Promise<void> {
  await pool.query('update scope_state set mark = null where connection_id = $1', [connection])
}
