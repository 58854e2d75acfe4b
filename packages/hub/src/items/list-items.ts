import { NotFoundError } from '@throughline/errors'
import type { Link, WorkItem } from '@throughline/plan'
import {
  type ItemFilter,
  listItems,
  type ReferencedItem,
  readItem,
  readItemLinks,
  readReferences,
} from '@throughline/store'
import type { Hub } from '../context.ts'
import { isNumber, type PageOf, type PageRequest, readCursor, toPage } from '../page.ts'

/** Items of all connections that pass a filter, in the order the hub first saw them. */
export async function listItemsPage(hub: Hub, filter: ItemFilter, page: PageRequest): Promise<PageOf<WorkItem>> {
  const after = readCursor(page.cursor, isNumber) ?? 0
  const rows = await listItems(hub.database.pool, filter, after, page.limit + 1)
  return toPage(rows, page.limit, (last) => last.id)
}

/** One item with what it refers to and where plans put it. */
export interface ItemDetail {
  readonly item: WorkItem
  readonly references: readonly ReferencedItem[]
  readonly links: readonly ({ readonly plan: string } & Omit<Link, 'itemId'>)[]
}

/** One item, removed ones included; throws NotFoundError. */
export async function itemDetail(hub: Hub, connection: string, key: string): Promise<ItemDetail> {
  const { pool } = hub.database
  const item = await readItem(pool, connection, key)
  if (item === null) {
    throw new NotFoundError(
      'item.not_found',
      `Connection ${connection} has no item ${key}. Keys keep the tool’s spelling, such as PROJ-1 or owner/repo#1.`,
    )
  }
  return { item, references: await readReferences(pool, item.id), links: await readItemLinks(pool, item.id) }
}
