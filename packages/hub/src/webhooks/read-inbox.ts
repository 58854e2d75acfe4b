import type { WebhookNews } from '@throughline/source'
import {
  type ConnectionRecord,
  type DeliveryRecord,
  markDeliveriesRead,
  markSidesDue,
  saveFetched,
  unreadDeliveries,
  wantItems,
} from '@throughline/store'
import { getConnection } from '../connections/get-connection.ts'
import type { Hub } from '../context.ts'
import { sources } from '../sources.ts'

/** Deliveries read in one go: what they say about one item is asked for once. Their bodies may be megabytes each. */
const batch = { count: 500, bytes: 16 * 2 ** 20 }

/**
 * Reads a connection's stored deliveries, oldest first. What they say is a hint: the items they name are wanted, and
 * asked for by a job, so that duplicates, a wrong order and replays all come to the same. Deletions alone are believed.
 * Safe to run twice.
 */
export async function readInbox(hub: Hub, connectionId: string, signal: AbortSignal): Promise<void> {
  const connection = await getConnection(hub, connectionId)
  for (;;) {
    signal.throwIfAborted()
    const deliveries = await unreadDeliveries(hub.database.pool, connectionId, batch)
    if (deliveries.length === 0) return
    await takeIn(hub, connection, deliveries)
    const ids = deliveries.map((delivery) => delivery.id)
    await markDeliveriesRead(hub.database.pool, connectionId, ids, hub.clock())
  }
}

async function takeIn(hub: Hub, connection: ConnectionRecord, deliveries: readonly DeliveryRecord[]): Promise<void> {
  const { pool } = hub.database
  const news = deliveries.flatMap((delivery) => newsOf(hub, connection, delivery))
  for (const [scope, about] of Map.groupBy(news, (each) => each.scope)) {
    const gone = about.flatMap((each) => each.gone)
    const observedAt = Math.max(...about.map((each) => each.receivedAt))
    if (gone.length > 0) {
      const nothing = { rows: [], moves: [], sprints: [], raises: false }
      await saveFetched(pool, {
        connection: connection.id,
        ...nothing,
        gone,
        observedAt,
        now: hub.clock(),
      })
      await hub.jobs.enqueue('relate', {})
    }
    // Those that are gone as well: a list may have shown one of them since, and then the tool has to be asked.
    const keys = about.flatMap((each) => [...each.keys, ...each.gone.map(({ key }) => key)])
    await wantItems(pool, connection.id, scope, keys, hub.clock())
    if (keys.length > 0) await hub.jobs.enqueue('items.refresh', { connection: connection.id, scope })
    const streams = [...new Set(about.flatMap((each) => each.streams))]
    if (streams.length > 0) {
      await markSidesDue(pool, connection.id, scope, streams)
      await hub.jobs.enqueue('side.read', { connection: connection.id, scope })
    }
  }
}

/** What a delivery says about a scope of the connection; scope and keys spelled as the connection spells them. */
function newsOf(
  hub: Hub,
  connection: ConnectionRecord,
  { id, event, body, receivedAt }: DeliveryRecord,
): (WebhookNews & { readonly receivedAt: number })[] {
  const parsed: unknown = JSON.parse(body.toString('utf8'))
  const news = sources[connection.kind].webhook.read({ event, body: parsed })
  if (news === null) return []
  const scope = connection.scopes.find((each) => each.toLowerCase() === news.scope.toLowerCase())
  if (scope === undefined) {
    hub.log.debug({ connection: connection.id, delivery: id, event }, 'A delivery speaks of no scope of its connection')
    return []
  }
  const spelled = (key: string) => (key.includes('#') ? `${scope}${key.slice(key.indexOf('#'))}` : key)
  const gone = news.gone.map((each) => ({ ...each, key: spelled(each.key) }))
  return [{ ...news, scope, keys: news.keys.map(spelled), gone, receivedAt }]
}
