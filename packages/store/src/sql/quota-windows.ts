import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'
import { iso } from './item-row.ts'

/** How a tool's quota stands, as its answers told any of the workers. */
export interface QuotaWindowRecord {
  readonly resource: string
  readonly limit: number | null
  readonly remaining: number | null
  readonly resetAt: EpochMs | null
  readonly pausedUntil: EpochMs | null
}

/** The windows of a connection, by resource. */
export async function readQuotaWindows(pool: pg.Pool, connection: string): Promise<QuotaWindowRecord[]> {
  const { rows } = await pool.query<QuotaWindowRecord>(
    `select resource, window_limit as limit, remaining, reset_at as "resetAt", paused_until as "pausedUntil"
     from quota_window where connection_id = $1 order by resource`,
    [connection],
  )
  return rows
}

/**
 * Keeps what an answer told. Of two workers' words about one window (resets within seconds of each other) the lower
 * `remaining` stands, of two windows the later one, and the later pause always does.
 */
export async function noteQuotaWindow(pool: pg.Pool, connection: string, window: QuotaWindowRecord): Promise<void> {
  await pool.query(noteSql, [
    connection,
    window.resource,
    window.limit,
    window.remaining,
    iso(window.resetAt),
    iso(window.pausedUntil),
  ])
}

/** Forgets how the quota of a connection stands: that of another account is not known yet. */
export async function forgetQuota(pool: pg.Pool, connection: string): Promise<void> {
  await pool.query('delete from quota_window where connection_id = $1', [connection])
}

const noteSql = `
insert into quota_window as known (connection_id, resource, window_limit, remaining, reset_at, paused_until)
select id, $2, $3::int, $4::int, $5::timestamptz, $6::timestamptz from connection where id = $1
on conflict (connection_id, resource) do update set
  window_limit = coalesce(excluded.window_limit, known.window_limit),
  remaining = case
    when known.remaining is null or excluded.remaining is null then coalesce(excluded.remaining, known.remaining)
    when excluded.reset_at > known.reset_at + interval '5 seconds' then excluded.remaining
    when excluded.reset_at < known.reset_at - interval '5 seconds' then known.remaining
    else least(excluded.remaining, known.remaining) end,
  reset_at = greatest(excluded.reset_at, known.reset_at),
  paused_until = greatest(excluded.paused_until, known.paused_until)`
