import type { EpochMs, Link, WorkItem } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { readSafeHorizon } from './horizon.ts'
import { type ItemSelectRow, isShown, itemColumns, toWorkItem } from './item-columns.ts'
import { type LinkRow, linkColumns, toLink } from './link-row.ts'
import { byId, holds, withChanges } from './sorted-list.ts'

/** What a reader has seen: everything that the transactions of a snapshot wrote. */
interface Seen {
  /** `pg_snapshot` as text. */
  readonly snapshot: string
  /** The newest derived state in it. */
  readonly revision: number
  /** How often items had been removed. */
  readonly removals: number
  /** The scopes whose items readers saw, as JSON texts of connection and scope, in order. */
  readonly shown: readonly string[]
  /** What the snapshot lacks was stored by a transaction that began after this. */
  readonly horizon: EpochMs
}

/** All items of all connections that readers see, tombstones included, by id, as of one snapshot. */
export interface FollowedItems {
  readonly seen: Seen
  readonly items: readonly WorkItem[]
}

/** A plan's links as of one snapshot. */
export interface FollowedLinks {
  readonly seen: Seen
  /** By id of the item, those of items that readers do not see yet included. */
  readonly stored: readonly Link[]
  /** The others. */
  readonly links: readonly Link[]
}

/** The items and a plan's links, both as of the same snapshot. */
export interface FollowedPortfolio {
  readonly items: FollowedItems
  readonly links: FollowedLinks
}

/**
 * Brings items and a plan's links up to date by reading only the rows that changed since they were read, in one snapshot;
 * what did not change is the same object again. Everything is read where nothing was before, where items were removed or
 * are no longer shown, and where the database was set back.
 */
export async function followPortfolio(
  pool: pg.Pool,
  plan: string,
  before: { readonly items: FollowedItems | null; readonly links: FollowedLinks | null },
): Promise<FollowedPortfolio> {
  // Asked before the snapshot is taken: what ends in between is in it.
  const horizon = await readSafeHorizon(pool)
  return inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    const seen = { ...(await readSeen(client)), horizon }
    const items = await followItems(client, seen, before.items)
    return { items, links: await followLinks(client, seen, plan, items.items, before.links) }
  })
}

async function readSeen(client: pg.PoolClient): Promise<Omit<Seen, 'horizon'>> {
  const { rows } = await client.query<Omit<Seen, 'horizon'>>(seenSql)
  return rows[0] ?? { snapshot: '', revision: 0, removals: 0, shown: [] }
}

async function followItems(client: pg.PoolClient, seen: Seen, before: FollowedItems | null): Promise<FollowedItems> {
  if (before === null || !leadsOn(before.seen, seen)) {
    const { rows } = await client.query<ItemSelectRow>(
      `select ${itemColumns} from item i where ${isShown} order by i.id`,
    )
    return { seen, items: rows.map(toWorkItem) }
  }
  const known = new Set(before.seen.shown)
  const appeared = seen.shown.filter((scope) => !known.has(scope))
  const { rows } = await client.query<ItemSelectRow>(changedItemsSql, [before.seen.snapshot, `[${appeared.join(',')}]`])
  const changes = new Map(rows.map((row): [number, WorkItem] => [row.id, toWorkItem(row)]))
  return { seen, items: withChanges(before.items, changes, byId) }
}

async function followLinks(
  client: pg.PoolClient,
  seen: Seen,
  plan: string,
  items: readonly WorkItem[],
  before: FollowedLinks | null,
): Promise<FollowedLinks> {
  const stored =
    before === null || !leadsOn(before.seen, seen)
      ? await readStored(client, plan)
      : await changedLinks(client, plan, before)
  if (stored === before?.stored && isSame(before.seen.shown, seen.shown)) return { ...before, seen }
  return { seen, stored, links: stored.filter(({ itemId }) => holds(items, itemId)) }
}

/** Whether what was seen once and what changed since make what is seen now. */
function leadsOn(before: Seen, now: Seen): boolean {
  const shown = new Set(now.shown)
  return (
    before.removals === now.removals &&
    before.revision <= now.revision &&
    before.shown.every((scope) => shown.has(scope))
  )
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((scope, index) => scope === other[index])
}

async function readStored(client: pg.PoolClient, plan: string): Promise<Link[]> {
  const { rows } = await client.query<LinkRow>(
    `select ${linkColumns} from link l where l.plan_id = $1 order by l.item_id`,
    [plan],
  )
  return rows.map(toLink)
}

async function changedLinks(client: pg.PoolClient, plan: string, before: FollowedLinks): Promise<readonly Link[]> {
  const values = [before.seen.snapshot, plan]
  const { rows: gone } = await client.query<{ item_id: number }>(goneLinksSql, values)
  const { rows: written } = await client.query<LinkRow>(changedLinksSql, values)
  const changes = new Map<number, Link | null>(gone.map(({ item_id }) => [item_id, null]))
  // One that went and came back stands.
  for (const row of written) changes.set(row.item_id, toLink(row))
  return withChanges(before.stored, changes, ({ itemId }) => itemId)
}

const seenSql = `
select pg_current_snapshot()::text as snapshot, revision, removals, array(
    select jsonb_build_array(connection_id, scope)::text from scope_state
    where loaded_at is not null order by connection_id, scope
  ) as shown
from hub_state`

/**
 * What transactions wrote that a snapshot does not hold, by index. The upper bound leaves out what a database that was
 * copied row by row brought along: its transactions are yet to come there.
 */
const isNews = (row: string, snapshot: string) => `
  ${row}.written_by >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
  and ${row}.written_by < pg_snapshot_xmax(pg_current_snapshot())
  and not pg_visible_in_snapshot(${row}.written_by, ${snapshot}::pg_snapshot)`

const changedItemsSql = `
with changed as (
  select w.id from item w where ${isNews('w', '$1')}
  union
  select r.item_id from item_reference r where ${isNews('r', '$1')}
  union
  select a.id from jsonb_array_elements($2::jsonb) place
  cross join lateral (
    select id from item where connection_id = place->>0 and scope = place->>1 offset 0
  ) a
)
select ${itemColumns} from changed
-- One look into the index for each, whatever the planner believes of how many there are.
cross join lateral (select * from item where id = changed.id offset 0) i
where ${isShown}
order by i.id`

const changedLinksSql = `
select ${linkColumns} from link l where l.plan_id = $2 and ${isNews('l', '$1')}`

const goneLinksSql = `
select u.item_id from unlinked u where u.plan_id = $2 and ${isNews('u', '$1')}`
