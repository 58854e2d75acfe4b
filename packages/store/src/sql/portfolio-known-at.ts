import type { EpochMs, Link, WorkItem } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { asKnown } from './as-known.ts'
import { type ItemSelectRow, itemColumns, toWorkItem } from './item-columns.ts'
import { iso } from './item-row.ts'
import { type LinkRow, linkColumns, toLink } from './link-row.ts'
import type { Portfolio } from './read-portfolio.ts'

/**
 * A plan's portfolio as it was known at an instant: the newest one with what changed since taken back, so it costs what changed.
 * Exact for instants before the oldest transaction that is still writing.
 */
export async function readPortfolioKnownAt(
  pool: pg.Pool,
  plan: string,
  newest: Portfolio,
  knownAt: EpochMs,
): Promise<Portfolio> {
  return inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    // What the newest portfolio was read too early for counts as changed too.
    const since = iso(Math.min(knownAt, newest.horizon))
    const isShown = await shownScopes(client, knownAt)
    const items = merge(newest.items, await changedItems(client, since, knownAt), (item) => item.id).filter(isShown)
    const shown = new Set(items.map((item) => item.id))
    const links = merge(newest.links, await changedLinks(client, plan, since, knownAt), (link) => link.itemId)
    return { items, links: links.filter((link) => shown.has(link.itemId)), horizon: newest.horizon }
  })
}

/** Rows that differ, or may, by item: those that are not among `rows` were not known. */
interface Changed<Row> {
  readonly ids: readonly number[]
  readonly rows: readonly Row[]
}

/** Puts changed rows in the place of others, in ascending order of item. */
function merge<Row>(all: readonly Row[], { ids, rows }: Changed<Row>, idOf: (row: Row) => number): Row[] {
  if (ids.length === 0) return [...all]
  const changed = new Set(ids)
  return [...all.filter((row) => !changed.has(idOf(row))), ...rows].sort((one, other) => idOf(one) - idOf(other))
}

/** Whether an item's scope was whole by then, so that readers saw it. */
async function shownScopes(client: pg.PoolClient, knownAt: EpochMs): Promise<(item: WorkItem) => boolean> {
  const { rows } = await client.query<{ connection_id: string; scope: string }>(
    `${asKnown(['scope_state'], knownAt)} select connection_id, scope from scope_state where loaded_at is not null`,
  )
  const shown = new Set(rows.map((row) => `${row.connection_id}\n${row.scope}`))
  return ({ connection, scope }) => shown.has(`${connection}\n${scope}`)
}

async function changedItems(client: pg.PoolClient, since: string, knownAt: EpochMs): Promise<Changed<WorkItem>> {
  const changed = await client.query<{ id: number }>(changedItemsSql, [since])
  const ids = changed.rows.map((row) => row.id)
  if (ids.length === 0) return { ids, rows: [] }
  const tables = asKnown(['item', 'item_reference'], knownAt, '$1::bigint[]')
  const { rows } = await client.query<ItemSelectRow>(`${tables} select ${itemColumns} from item i`, [ids])
  return { ids, rows: rows.map(toWorkItem) }
}

async function changedLinks(
  client: pg.PoolClient,
  plan: string,
  since: string,
  knownAt: EpochMs,
): Promise<Changed<Link>> {
  const changed = await client.query<{ id: number }>(changedLinksSql, [plan, since])
  const ids = changed.rows.map((row) => row.id)
  if (ids.length === 0) return { ids, rows: [] }
  const links = asKnown(['link'], knownAt, '$1::bigint[]')
  const { rows } = await client.query<LinkRow>(`${links} select ${linkColumns} from link l where plan_id = $2`, [
    ids,
    plan,
  ])
  return { ids, rows: rows.map(toLink) }
}

const changedItemsSql = `
select item_id as id from item_past where known_until > $1
union select id from item where known_since > $1
union select item_id from reference_past where known_until > $1
union select item_id from item_reference where known_since > $1`

const changedLinksSql = `
select item_id as id from link_past where plan_id = $1 and known_until > $2
union select item_id from link where plan_id = $1 and known_since > $2`
