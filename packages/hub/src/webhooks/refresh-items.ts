import { ThroughlineError } from '@throughline/errors'
import { dropWanted } from '@throughline/store'
import { getConnection } from '../connections/get-connection.ts'
import { openSource } from '../connections/open-source.ts'
import type { Hub } from '../context.ts'
import { askForWanted } from '../syncs/ask-for-wanted.ts'

/**
 * Asks for the items of a scope that webhooks named, and stores what the tool answers. What the tool refuses for good is
 * not asked again: the next sync finds what changed, and says what is wrong.
 */
export async function refreshItems(
  hub: Hub,
  { connection: connectionId, scope }: { readonly connection: string; readonly scope: string },
  signal: AbortSignal,
): Promise<void> {
  const connection = await getConnection(hub, connectionId)
  const source = openSource(hub, connection)
  let changed = 0
  try {
    await askForWanted({ hub, connection, source, of: { scope }, signal }, async ({ saved, removed }) => {
      changed += saved + removed
      return true
    })
  } catch (error) {
    if (error instanceof ThroughlineError && error.retry === 'never') {
      await dropWanted(hub.database.pool, connectionId, scope)
    }
    throw error
  } finally {
    await source.close()
    if (changed > 0) await hub.jobs.enqueue('relate', {})
  }
}
