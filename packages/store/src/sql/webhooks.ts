import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'
import { iso } from './item-row.ts'

/** How long a delivery is known by its id, so that a replay of it changes nothing. */
const keptMs = 14 * 86_400_000

/** A webhook delivery as it arrived. */
export interface DeliveryRecord {
  readonly id: string
  readonly event: string
  readonly body: Buffer
  readonly receivedAt: EpochMs
}

/** Stores a delivery durably; false when one of its id was stored before. */
export async function storeDelivery(pool: pg.Pool, connection: string, delivery: DeliveryRecord): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into webhook_delivery (connection_id, id, event, body, received_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [connection, delivery.id, delivery.event, delivery.body, iso(delivery.receivedAt)],
  )
  return rowCount === 1
}

/** The oldest deliveries of a connection that were not read yet: as many as fit into both bounds, but always one. */
export async function unreadDeliveries(
  pool: pg.Pool,
  connection: string,
  bounds: { readonly count: number; readonly bytes: number },
): Promise<DeliveryRecord[]> {
  const { rows } = await pool.query<DeliveryRecord>(
    `select id, event, body, received_at as "receivedAt" from (
       select *, sum(octet_length(body)) over oldest as bytes, row_number() over oldest as number from (
         select id, event, body, received_at from webhook_delivery
         where connection_id = $1 and read_at is null order by received_at, id limit $2
       ) waiting window oldest as (order by received_at, id)
     ) summed where number = 1 or bytes <= $3 order by number`,
    [connection, bounds.count, bounds.bytes],
  )
  return rows
}

/** Marks deliveries as read; their bodies are kept no longer. */
export async function markDeliveriesRead(
  pool: pg.Pool,
  connection: string,
  ids: readonly string[],
  now: EpochMs,
): Promise<void> {
  await pool.query(`update webhook_delivery set read_at = $3, body = null where connection_id = $1 and id = any($2)`, [
    connection,
    ids,
    iso(now),
  ])
}

/** Which of these deliveries are stored. */
export async function knownDeliveries(
  pool: pg.Pool,
  connection: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from webhook_delivery where connection_id = $1 and id = any($2)',
    [connection, ids],
  )
  return new Set(rows.map((row) => row.id))
}

/** Connections with deliveries that wait to be read. Forgets deliveries that are known for long enough. */
export async function waitingInboxes(pool: pg.Pool, now: EpochMs): Promise<string[]> {
  await pool.query('delete from webhook_delivery where received_at < $1 and read_at is not null', [iso(now - keptMs)])
  const { rows } = await pool.query<{ connection_id: string }>(
    'select distinct connection_id from webhook_delivery where read_at is null order by 1',
  )
  return rows.map((row) => row.connection_id)
}

/** A webhook that the hub registered. */
export interface HookRecord {
  readonly scope: string | null
  readonly hookId: string
}

/** Keeps the webhooks that stand for a connection. */
export async function storeHooks(
  pool: pg.Pool,
  connection: string,
  hooks: readonly HookRecord[],
  now: EpochMs,
): Promise<void> {
  await pool.query(
    `insert into webhook_hook (connection_id, hook_id, scope, created_at)
     select $1, hook_id, scope, $3::timestamptz from json_to_recordset($2::json) as hook(hook_id text, scope text)
     on conflict (connection_id, hook_id) do update set scope = excluded.scope`,
    [connection, JSON.stringify(hooks.map(({ scope, hookId }) => ({ scope, hook_id: hookId }))), iso(now)],
  )
}

/** The registered webhooks of a connection, and from when on missed deliveries have to be asked for. */
export async function readHooks(
  pool: pg.Pool,
  connection: string,
): Promise<{ readonly hooks: readonly HookRecord[]; readonly since: EpochMs | null }> {
  const { rows } = await pool.query<HookRecord & { readonly since: EpochMs }>(
    `select hook_id as "hookId", scope, coalesce(asked_at, created_at) as since from webhook_hook
     where connection_id = $1 order by hook_id`,
    [connection],
  )
  const since = rows.length === 0 ? null : Math.min(...rows.map((row) => row.since))
  return { hooks: rows.map(({ since: _, ...hook }) => hook), since }
}

/** Notes that missed deliveries were asked for, up to an instant. */
export async function markHooksAsked(pool: pg.Pool, connection: string, until: EpochMs): Promise<void> {
  await pool.query('update webhook_hook set asked_at = $2 where connection_id = $1', [connection, iso(until)])
}

/** Connections whose registered webhooks were not asked about since an instant. */
export async function hooksToAsk(pool: pg.Pool, before: EpochMs): Promise<string[]> {
  const { rows } = await pool.query<{ connection_id: string }>(
    'select distinct connection_id from webhook_hook where coalesce(asked_at, created_at) < $1 order by 1',
    [iso(before)],
  )
  return rows.map((row) => row.connection_id)
}
