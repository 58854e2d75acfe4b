import type { WorkItem } from '@throughline/plan'
import { listUnlinked } from '@throughline/store'
import type { Hub } from '../context.ts'
import {
  isNumber,
  isTimePosition,
  type PageOf,
  type PageRequest,
  readCursor,
  type TimePosition,
  toPage,
} from '../page.ts'
import { getPlan } from '../plans/stored-plan.ts'

/** Items of all connections, pull requests included, that a plan links to nothing; newest first. */
export async function unlinkedItems(
  hub: Hub,
  plan: string,
  filter: { readonly connection?: string | undefined; readonly state?: string | undefined },
  page: PageRequest,
): Promise<PageOf<WorkItem>> {
  await getPlan(hub, plan)
  const position = readCursor(page.cursor, isItemPosition)
  const after = position === null ? null : { createdAt: new Date(position.at).toISOString(), id: position.id }
  const rows = await listUnlinked(hub.database.pool, plan, filter, after, page.limit + 1)
  return toPage(rows, page.limit, (last) => ({ at: last.createdAt, id: last.id }))
}

function isItemPosition(value: unknown): value is TimePosition & { readonly id: number } {
  return isTimePosition(value) && isNumber(value.id)
}
