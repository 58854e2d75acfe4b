import type { LinkableItem, LinkReach } from '@throughline/plan'
import type pg from 'pg'
import { type LinkableRow, linkableColumns, toLinkable } from './linkable-columns.ts'
import { neededFor } from './linking-items.ts'
import { reachedItems } from './reached-items.ts'

/** What has to be linked again, and all that linking it needs to see. */
export interface LinkingTask {
  /** Ids of the items to link. */
  readonly affected: ReadonlySet<number>
  /** The affected items, all their ancestors, and the issues their pull requests reference with theirs. */
  readonly items: readonly LinkableItem[]
}

/** All items. */
export async function wholeTask(client: pg.PoolClient): Promise<LinkingTask> {
  const { rows } = await client.query<LinkableRow>(`select ${linkableColumns} from item i order by i.id`)
  return { affected: new Set(rows.map((row) => row.id)), items: rows.map(toLinkable) }
}

/**
 * What follows from changed items and from a changed plan: descendants of the items, what the plan’s change can reach, and
 * the pull requests that reference any of those. Null when the change is so wide that all items are linked more quickly.
 */
export async function changedTask(
  client: pg.PoolClient,
  plan: string,
  changed: readonly number[],
  reach: LinkReach,
): Promise<LinkingTask | null> {
  const reached = await reachedItems(client, plan, reach)
  if (reached === null || (await isMost(client, reached.length))) return null
  const { rows: affected } = await client.query<{ id: number }>(affectedSql, [changed, reached])
  const ids = affected.map((row) => row.id)
  const { rows } = await client.query<LinkableRow>(neededFor(linkableColumns), [ids])
  return { affected: new Set(ids), items: rows.map(toLinkable) }
}

/** Fewer items are always linked by themselves. */
const fewItems = 2_000

/** Whether so many items are more than a third of all: reading all in a row is quicker than looking these up. */
async function isMost(client: pg.PoolClient, count: number): Promise<boolean> {
  if (count <= fewItems) return false
  const { rows } = await client.query<{ all: number }>('select count(*) as all from item')
  return count > (rows[0]?.all ?? 0) / 3
}

/** A changed item reaches all its descendants (epics above them); either reaches what references it. */
const affectedSql = `
with recursive below as (
  select i.id from item i where i.id = any($1)
  union
  select c.id from below b cross join lateral (select id from item where parent_id = b.id offset 0) c
),
reached as (
  select id from below union select unnest($2::bigint[])
)
select id from reached
union
select r.item_id as id from reached
cross join lateral (select item_id from item_reference where target_id = reached.id offset 0) r`
