import type { DataFreshness } from '@throughline/plan'
import { listConnections, scopeMarks } from '@throughline/store'
import type { Hub } from '../context.ts'

/** How complete and how old the data behind the numbers is, over all connections. */
export async function dataFreshness(hub: Hub): Promise<DataFreshness> {
  let scopes = 0
  let walked = 0
  let oldestSyncAt: number | null = null
  for (const connection of await listConnections(hub.database)) {
    const marks = new Map((await scopeMarks(hub.database, connection.id)).map((mark) => [mark.scope, mark.syncedAt]))
    scopes += connection.scopes.length
    for (const scope of connection.scopes) {
      const at = marks.get(scope) ?? null
      if (at === null) continue
      walked += 1
      oldestSyncAt = oldestSyncAt === null ? at : Math.min(oldestSyncAt, at)
    }
  }
  return { coverage: scopes === 0 ? 1 : walked / scopes, oldestSyncAt }
}
