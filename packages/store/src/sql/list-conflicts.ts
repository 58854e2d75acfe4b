import type { Link, WorkItem } from '@throughline/plan'
import type pg from 'pg'
import { type ItemSelectRow, isShown, itemColumns, toWorkItem } from './item-columns.ts'
import { type LinkRow, linkColumns, toLink } from './link-row.ts'

/** An item that more than one deliverable of a plan named, and how that was decided. */
export interface ConflictedItem {
  readonly item: WorkItem
  readonly link: Link
}

/** Items after the id `after` that several deliverables of a plan named, by id, at most `limit`; no tombstones. */
export async function listConflicts(
  pool: pg.Pool,
  plan: string,
  after: number,
  limit: number,
): Promise<ConflictedItem[]> {
  const { rows } = await pool.query<ItemSelectRow & LinkRow>(conflictsSql, [plan, after, limit])
  return rows.map((row) => ({ item: toWorkItem(row), link: toLink(row) }))
}

const conflictsSql = `
select ${itemColumns}, ${linkColumns}
from link l join item i on i.id = l.item_id
where l.plan_id = $1 and l.conflicts <> '[]' and l.item_id > $2 and i.tombstone_kind is null and ${isShown}
order by l.item_id limit $3`
