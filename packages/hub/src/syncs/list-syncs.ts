import { listSyncs, type SyncRecord } from '@throughline/store'
import type { Hub } from '../context.ts'
import { isTimePosition, type PageOf, type PageRequest, readCursor, toPage } from '../page.ts'

/** Syncs, newest first, of one connection or all. */
export async function listSyncsPage(
  hub: Hub,
  filter: { readonly connection?: string | undefined },
  page: PageRequest,
): Promise<PageOf<SyncRecord>> {
  const position = readCursor(page.cursor, isTimePosition)
  const after = position === null ? null : { createdAt: position.at, id: String(position.id) }
  const rows = await listSyncs(hub.database, filter, after, page.limit + 1)
  return toPage(rows, page.limit, (last) => ({ at: last.createdAt, id: last.id }))
}
