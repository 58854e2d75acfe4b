import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'

/**
 * A moment up to which everything is stored that ever will be: what is committed from now on carries a later stamp. Stamps are
 * the starts of transactions, so it lies before the oldest one that is still running. Whole milliseconds, so that it
 * is the same moment wherever it was written down.
 *
 * Takes a tenth of a second: a transaction that began a moment ago may not be listed yet.
 */
export async function readHorizon(pool: pg.Pool): Promise<EpochMs> {
  // As text: a millisecond holds a thousand stamps.
  const { rows: begun } = await pool.query<{ at: string }>('select now()::text as at, pg_sleep(0.1)')
  const { rows } = await pool.query<{ at: EpochMs }>(`select ${before('$1::timestamptz')} as at`, [begun[0]?.at])
  return onlyMoment(rows)
}

/** The same at once and a second earlier, for those who only need to know what they cannot have missed. */
export async function readSafeHorizon(pool: pg.Pool): Promise<EpochMs> {
  const { rows } = await pool.query<{ at: EpochMs }>(`select ${before('now()')} - interval '1 second' as at`)
  return onlyMoment(rows)
}

/** The database's clock; stamps are by it. */
export async function readDatabaseClock(pool: pg.Pool): Promise<EpochMs> {
  return onlyMoment((await pool.query<{ at: EpochMs }>('select now() as at')).rows)
}

function onlyMoment([row]: readonly { readonly at: EpochMs }[]): EpochMs {
  if (row === undefined) throw new Error('A statement that asks for the time answers one row.')
  return row.at
}

/**
 * The last whole millisecond before an instant and before every transaction that may still write. A session that was left
 * open without work for minutes is no hub's: its owner went home, and must not hold the horizon back.
 */
const before = (at: string) => `date_trunc('milliseconds', least(${at}, (
  select min(xact_start) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
    and not (state like 'idle in transaction%' and state_change < now() - interval '5 minutes')
)) - interval '1 microsecond')`
