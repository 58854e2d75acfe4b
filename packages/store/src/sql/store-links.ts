import type { Link } from '@throughline/plan'
import type pg from 'pg'
import { type LinkRow, linkColumns, toLink } from './link-row.ts'

/** What a settling changed. */
export interface Settled {
  readonly linked: number
  readonly unlinked: number
  /** Deliverables that won, lost or kept an item that changed. */
  readonly deliverables: readonly string[]
}

/** Makes the links of some items, and no others, what `links` says. */
export async function storeLinks(
  client: pg.PoolClient,
  plan: string,
  affected: ReadonlySet<number>,
  links: readonly Link[],
): Promise<Settled> {
  const wanted = links.filter((link) => affected.has(link.itemId))
  const rows = wanted.map((link) => ({
    item_id: link.itemId,
    deliverable: link.deliverable,
    rule: link.rule,
    detail: link.detail,
    conflicts: link.conflicts,
  }))
  const removed = await client.query<{ deliverable: string }>(removeSql, [
    plan,
    [...affected],
    wanted.map((link) => link.itemId),
  ])
  const stored = await client.query<{ deliverable: string }>(storeSql, [plan, JSON.stringify(rows)])
  const names = [...removed.rows, ...wanted].map(({ deliverable }) => deliverable)
  return {
    linked: stored.rows.length,
    unlinked: removed.rows.length,
    deliverables: [...new Set(names)].sort(),
  }
}

/** All links of a plan, by item. */
export async function readLinks(client: pg.Pool | pg.PoolClient, plan: string): Promise<Link[]> {
  const { rows } = await client.query<LinkRow>(
    `select ${linkColumns} from link l where l.plan_id = $1 order by l.item_id`,
    [plan],
  )
  return rows.map(toLink)
}

const removeSql = `
delete from link where plan_id = $1 and item_id = any($2) and item_id <> all($3) returning deliverable`

/** Stores what differs; an item that changes its deliverable touches both. */
const storeSql = `
with wanted as (
  select * from json_to_recordset($2::json)
    as row(item_id bigint, deliverable text, rule text, detail text, conflicts jsonb)
)
insert into link (plan_id, item_id, deliverable, rule, detail, conflicts)
select $1, item_id, deliverable, rule, detail, conflicts from wanted
on conflict (plan_id, item_id) do update set
  deliverable = excluded.deliverable, rule = excluded.rule, detail = excluded.detail, conflicts = excluded.conflicts
where (link.deliverable, link.rule, link.detail, link.conflicts)
  is distinct from (excluded.deliverable, excluded.rule, excluded.detail, excluded.conflicts)
returning deliverable`
