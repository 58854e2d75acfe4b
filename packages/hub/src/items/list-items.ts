import { NotFoundError } from '@throughline/errors'
import { itemAt, type Link, resolveInstant, type WorkItem } from '@throughline/plan'
import {
  type ItemFilter,
  type ItemMoments,
  listItems,
  type ReferencedItem,
  readItem,
  readItemLinks,
  readReferences,
} from '@throughline/store'
import type { Hub } from '../context.ts'
import { type Moments, pastMoment } from '../numbers/known-moment.ts'
import { isNumber, type PageOf, type PageRequest, readCursor, toPage } from '../page.ts'

/** Items of all connections that pass a filter, as they stood and were known, in the order the hub first saw them. */
export async function listItemsPage(
  hub: Hub,
  filter: ItemFilter & Moments,
  page: PageRequest,
): Promise<PageOf<WorkItem>> {
  const after = readCursor(page.cursor, isNumber) ?? 0
  const moments = await itemMoments(hub, filter)
  const rows = await listItems(hub.database.pool, filter, { ...moments, after, limit: page.limit + 1 })
  const { items, nextCursor } = toPage(rows, page.limit, (last) => last.id)
  return { items: items.flatMap((item) => asOf(item, moments) ?? []), nextCursor }
}

/** One item with what it refers to and where plans put it. */
export interface ItemDetail {
  readonly item: WorkItem
  readonly references: readonly ReferencedItem[]
  readonly links: readonly ({ readonly plan: string } & Omit<Link, 'itemId'>)[]
}

/** One item as it stood and was known, removed ones included; throws NotFoundError, also where it did not exist then. */
export async function itemDetail(
  hub: Hub,
  { connection, key }: { readonly connection: string; readonly key: string },
  options: Moments = {},
): Promise<ItemDetail> {
  const { pool } = hub.database
  const moments = await itemMoments(hub, options)
  const { knownAt } = moments
  const known = await readItem(pool, { connection, key }, knownAt)
  const item = known === null ? null : asOf(known, moments)
  if (item === null) throw noItem(`Connection ${connection} has no item`, key, options)
  return {
    item,
    references: await readReferences(pool, item.id, knownAt),
    links: await readItemLinks(pool, item.id, knownAt),
  }
}

/** Says that nobody has an item of a key and, of the past, that this may be for it came later. */
export function noItem(nobody: string, key: string, { asOf, knownAt }: Moments): NotFoundError {
  const then = [
    ...(asOf === undefined ? [] : [`as of ${asOf}`]),
    ...(knownAt === undefined ? [] : [`by what was known at ${knownAt}`]),
  ]
  const when = then.length === 0 ? '' : ` ${then.join(', ')}`
  return new NotFoundError(
    'item.not_found',
    `${nobody} ${key}${when}. Keys keep the tool’s spelling, such as PROJ-1 or owner/repo#1.`,
  )
}

/** Items belong to no plan that could say a time zone: dates are days in UTC. */
async function itemMoments(hub: Hub, { asOf, knownAt }: Moments): Promise<ItemMoments> {
  return {
    asOf: asOf === undefined ? undefined : resolveInstant(asOf, 'UTC'),
    knownAt: knownAt === undefined ? undefined : await pastMoment(hub, knownAt, 'UTC'),
  }
}

function asOf(item: WorkItem, { asOf: at }: ItemMoments): WorkItem | null {
  return at === undefined ? item : itemAt(item, at)
}
