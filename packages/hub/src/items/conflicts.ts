import { type ConflictedItem, listConflicts } from '@throughline/store'
import type { Hub } from '../context.ts'
import { isNumber, type PageOf, type PageRequest, readCursor, toPage } from '../page.ts'
import { getPlan } from '../plans/stored-plan.ts'

/** Items that more than one deliverable of a plan named, in the order the hub first saw them; throws NotFoundError. */
export async function conflictedItems(hub: Hub, plan: string, page: PageRequest): Promise<PageOf<ConflictedItem>> {
  await getPlan(hub, plan)
  const after = readCursor(page.cursor, isNumber) ?? 0
  const rows = await listConflicts(hub.database.pool, plan, after, page.limit + 1)
  return toPage(rows, page.limit, (last) => last.item.id)
}
