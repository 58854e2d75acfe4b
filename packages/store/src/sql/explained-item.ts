import type { WorkItem } from '@throughline/plan'
import type pg from 'pg'
import { type ItemSelectRow, isShown, itemColumns, toWorkItem } from './item-columns.ts'
import { neededFor } from './linking-items.ts'

/** The items of a key, of one connection or of all that have one; removed ones too. By connection. */
export async function findItems(pool: pg.Pool, key: string, connection: string | null): Promise<WorkItem[]> {
  const { rows } = await pool.query<ItemSelectRow>(findSql, [key, connection])
  return rows.map(toWorkItem)
}

/** An item with all that linking it needs to see: what it references, and every item above those and it. */
export async function readSurroundings(pool: pg.Pool, itemId: number): Promise<WorkItem[]> {
  const { rows } = await pool.query<ItemSelectRow>(neededFor(itemColumns), [[itemId]])
  return rows.map(toWorkItem)
}

/**
 * Of the items linked to a deliverable, those that decide whether another one counts there: its parent, a child that is
 * no sub-task, and an issue.
 */
export async function readLinkedBeside(
  pool: pg.Pool,
  plan: string,
  deliverable: string,
  itemId: number,
): Promise<WorkItem[]> {
  const { rows } = await pool.query<ItemSelectRow>(besideSql, [plan, deliverable, itemId])
  return rows.map(toWorkItem)
}

const findSql = `
select ${itemColumns}
from connection c join item i on i.connection_id = c.id and i.key = $1
where ($2::text is null or c.id = $2) and ${isShown} order by c.id`

const linkedThere = `
select ${itemColumns} from link l join item i on i.id = l.item_id
where l.plan_id = $1 and l.deliverable = $2 and l.item_id <> $3 and i.tombstone_kind is null and ${isShown}`

const besideSql = `
(${linkedThere} and i.id = (select parent_id from item where id = $3))
union all (${linkedThere} and i.parent_id = $3 and i.kind = 'issue' and not i.is_subtask limit 1)
union all (${linkedThere} and i.kind = 'issue' limit 1)`
