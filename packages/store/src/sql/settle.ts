import type { Link, WorkItem } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { type ItemSelectRow, itemColumns, toWorkItem } from './item-columns.ts'
import { type LinkRow, linkColumns, toLink } from './link-row.ts'
import { neededFor } from './linking-items.ts'
import { bumpRevision } from './revision.ts'

/** What has to be linked again, and all that linking it needs to see. */
export interface LinkingTask {
  /** Ids of the items to link. */
  readonly affected: ReadonlySet<number>
  /** The affected items, all their ancestors, and the issues their pull requests reference with theirs. */
  readonly items: readonly WorkItem[]
}

/** What a settling changed. */
export interface Settled {
  readonly linked: number
  readonly unlinked: number
  /** Deliverables that won, lost or kept an item that changed. */
  readonly deliverables: readonly string[]
}

/** Keeps every plan from settling until the transaction ends. */
export async function lockSettling(client: pg.PoolClient): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(${settleLock('p.id')}) from (select id from plan order by id) p`)
}

const settleLock = (plan: string) => `hashtextextended('settle ' || ${plan}, 0)`

/**
 * Drains a plan's waiting items and stores the links that `link` gives them; everything is linked again when the plan
 * has a version newer than the settled one. One transaction under the plan's lock: a crash leaves the set as it was,
 * and two settlings of one plan follow each other. Null, and nothing done, when the plan has another version by now: the
 * caller reads it and settles again, or what an older document says would stand until the next change.
 */
export async function settleLinks(
  pool: pg.Pool,
  plan: { readonly id: string; readonly version: number },
  link: (task: LinkingTask) => readonly Link[],
  now: number,
): Promise<Settled | null> {
  return inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(${settleLock('$1')})`, [plan.id])
    const { rows } = await client.query<{ version: number; settled_version: number }>(
      'select version, settled_version from plan where id = $1',
      [plan.id],
    )
    if (rows[0]?.version !== plan.version) return null
    const everything = rows[0].settled_version !== plan.version
    const { rows: drained } = await client.query<{ item_id: number }>(
      'delete from dirty_link where plan_id = $1 returning item_id',
      [plan.id],
    )
    if (!everything && drained.length === 0) return { linked: 0, unlinked: 0, deliverables: [] }
    const task = everything
      ? await wholeTask(client)
      : await changedTask(
          client,
          drained.map((row) => row.item_id),
        )
    const settled = await storeLinks(client, plan.id, task, link(task))
    await client.query('update plan set settled_version = $2, settled_at = $3 where id = $1', [
      plan.id,
      plan.version,
      new Date(now).toISOString(),
    ])
    await bumpRevision(client)
    return settled
  })
}

async function wholeTask(client: pg.PoolClient): Promise<LinkingTask> {
  const { rows } = await client.query<ItemSelectRow>(`select ${itemColumns} from item i order by i.id`)
  return { affected: new Set(rows.map((row) => row.id)), items: rows.map(toWorkItem) }
}

async function changedTask(client: pg.PoolClient, changed: readonly number[]): Promise<LinkingTask> {
  const { rows: affected } = await client.query<{ id: number }>(affectedSql, [changed])
  const ids = affected.map((row) => row.id)
  const { rows } = await client.query<ItemSelectRow>(neededFor(itemColumns), [ids])
  return { affected: new Set(ids), items: rows.map(toWorkItem) }
}

async function storeLinks(
  client: pg.PoolClient,
  plan: string,
  task: LinkingTask,
  links: readonly Link[],
): Promise<Settled> {
  const wanted = links.filter((link) => task.affected.has(link.itemId))
  const rows = wanted.map((link) => ({
    item_id: link.itemId,
    deliverable: link.deliverable,
    rule: link.rule,
    detail: link.detail,
    conflicts: link.conflicts,
  }))
  const removed = await client.query<{ deliverable: string }>(removeSql, [
    plan,
    [...task.affected],
    wanted.map((link) => link.itemId),
  ])
  const stored = await client.query<{ deliverable: string }>(storeSql, [plan, JSON.stringify(rows)])
  const touched = await client.query<{ deliverable: string }>(
    'select distinct deliverable from link where plan_id = $1 and item_id = any($2)',
    [plan, [...task.affected]],
  )
  const names = [...removed.rows, ...stored.rows, ...touched.rows].map((row) => row.deliverable)
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

/** A change reaches all descendants (epics above them), and the pull requests that reference any of those. */
const affectedSql = `
with recursive below as (
  select i.id from item i where i.id = any($1)
  union
  select c.id from below b join item c on c.parent_id = b.id
)
select id from below
union
select r.item_id as id from below b join item_reference r on r.target_id = b.id`

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
