import type { EpochMs, Link, WorkItem } from '@throughline/plan'
import type pg from 'pg'
import { asKnown } from './as-known.ts'
import { type ItemSelectRow, isShown, itemColumns, toWorkItem } from './item-columns.ts'
import { iso } from './item-row.ts'

/** Filters of a list of items; all given ones must hold. Instants are ISO 8601, both bounds inclusive. */
export interface ItemFilter {
  readonly connection?: string | undefined
  readonly scope?: string | undefined
  readonly kind?: string | undefined
  readonly type?: string | undefined
  readonly state?: string | undefined
  readonly updatedSince?: string | undefined
  readonly changedSince?: string | undefined
  /** Tombstones too; `changedSince` includes them by itself. */
  readonly tombstones?: boolean | undefined
}

/** Of when stored items are read. */
export interface ItemMoments {
  /** Those that existed then, by the state that they had then; what is read of them is the newest. */
  readonly asOf?: EpochMs | undefined
  /** As they were known then. */
  readonly knownAt?: EpochMs | undefined
}

/** Items after the id `after`, by id, at most `limit`. */
export async function listItems(
  pool: pg.Pool,
  filter: ItemFilter,
  { after, limit, asOf, knownAt }: ItemMoments & { readonly after: number; readonly limit: number },
): Promise<WorkItem[]> {
  const { rows } = await pool.query<ItemSelectRow>(`${asKnown(shownItems, knownAt)} ${listSql}`, [
    filter.connection ?? null,
    filter.scope ?? null,
    filter.kind ?? null,
    filter.type ?? null,
    filter.state ?? null,
    filter.updatedSince ?? null,
    filter.changedSince ?? null,
    filter.tombstones === true || filter.changedSince !== undefined,
    after,
    limit,
    asOf === undefined ? null : iso(asOf),
  ])
  return rows.map(toWorkItem)
}

/** One item by its connection and key, as it was known; or null. */
export async function readItem(
  pool: pg.Pool,
  { connection, key }: { readonly connection: string; readonly key: string },
  knownAt?: EpochMs,
): Promise<WorkItem | null> {
  const { rows } = await pool.query<ItemSelectRow>(
    `${asKnown(shownItems, knownAt)} select ${itemColumns} from item i where i.connection_id = $1 and i.key = $2 and ${isShown}`,
    [connection, key],
  )
  return rows[0] === undefined ? null : toWorkItem(rows[0])
}

/** Another item that an item references or is referenced by. */
export interface ReferencedItem {
  readonly connection: string
  readonly key: string
  readonly title: string
  /** What names the other one: a title, say. Null of a past reference: it is not kept of those. */
  readonly via: string | null
  readonly direction: 'references' | 'referenced_by'
}

/** References of an item in both directions, as they were known. */
export async function readReferences(pool: pg.Pool, itemId: number, knownAt?: EpochMs): Promise<ReferencedItem[]> {
  const { rows } = await pool.query<ReferencedItem>(
    `${asKnown(['item', 'item_reference'], knownAt)}
     select t.connection_id as connection, t.key, t.title, r.via, 'references' as direction
     from item_reference r join item t on t.id = r.target_id where r.item_id = $1
     union all
     select p.connection_id, p.key, p.title, r.via, 'referenced_by'
     from item_reference r join item p on p.id = r.item_id where r.target_id = $1
     order by 5 desc, 1, 2`,
    [itemId],
  )
  return rows
}

/** An item's place in each plan, as it was known. */
export async function readItemLinks(
  pool: pg.Pool,
  itemId: number,
  knownAt?: EpochMs,
): Promise<({ readonly plan: string } & Omit<Link, 'itemId'>)[]> {
  const { rows } = await pool.query(
    `${asKnown(['link'], knownAt)}
     select plan_id as plan, deliverable, rule, detail, conflicts from link where item_id = $1 order by plan_id`,
    [itemId],
  )
  return rows
}

/** Where a list ordered newest first goes on. */
export interface NewestFirst {
  readonly createdAt: string
  readonly id: number
}

/** Items that a plan links to nothing: not dropped, no tombstone, newest first. */
export async function listUnlinked(
  pool: pg.Pool,
  plan: string,
  filter: { readonly connection?: string | undefined; readonly state?: string | undefined },
  after: NewestFirst | null,
  limit: number,
): Promise<WorkItem[]> {
  const { rows } = await pool.query<ItemSelectRow>(unlinkedSql, [
    plan,
    filter.connection ?? null,
    filter.state ?? null,
    after?.createdAt ?? null,
    after?.id ?? null,
    limit,
  ])
  return rows.map(toWorkItem)
}

/** What a statement reads of items as they were known: themselves, and whether their scope was whole. */
const shownItems = ['item', 'item_reference', 'scope_state'] as const

/** The state of an item after its moves up to an instant. */
const stateAt = (at: string) => `(
  select move ->> 'to' from jsonb_array_elements(i.timeline) with ordinality as moves(move, place)
  where (move ->> 'at')::numeric <= extract(epoch from ${at}::timestamptz) * 1000 order by place desc limit 1)`

const listSql = `
select ${itemColumns} from item i
where ($1::text is null or i.connection_id = $1)
  and ($2::text is null or i.scope = $2)
  and ($3::text is null or i.kind = $3)
  and ($4::text is null or lower(i.type) = lower($4))
  and ($11::timestamptz is null or i.created_at <= $11)
  and ($5::text is null or case when $11 is null then i.state else ${stateAt('$11')} end = $5)
  and ($6::timestamptz is null or i.updated_at >= $6)
  and ($7::timestamptz is null or i.changed_at >= $7)
  and ($8 or i.tombstone_kind is null)
  and i.id > $9 and ${isShown}
order by i.id limit $10`

const unlinkedSql = `
select ${itemColumns} from item i
where not exists (select from link l where l.plan_id = $1 and l.item_id = i.id)
  and i.tombstone_kind is null and i.state <> 'dropped' and ${isShown}
  and ($2::text is null or i.connection_id = $2)
  and ($3::text is null or i.state = $3)
  and ($4::timestamptz is null or (i.created_at, i.id) < ($4, $5))
order by i.created_at desc, i.id desc limit $6`
