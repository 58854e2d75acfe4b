import { knownDeliveries, markHooksAsked, readHooks, storeDelivery } from '@throughline/store'
import { getConnection } from '../connections/get-connection.ts'
import { openSource } from '../connections/open-source.ts'
import type { Hub } from '../context.ts'

/** A delivery may be listed a little after it was sent. */
const overlapMs = 10 * 60_000

/** Asks a connection's tool which deliveries never arrived, and takes them in as if they had. */
export async function findMissed(hub: Hub, connectionId: string, signal: AbortSignal): Promise<void> {
  const { pool } = hub.database
  const { hooks, since } = await readHooks(pool, connectionId)
  if (since === null) return
  const connection = await getConnection(hub, connectionId)
  const askedAt = hub.clock()
  const source = openSource(hub, connection)
  try {
    const isKnown = (ids: readonly string[]) => knownDeliveries(pool, connectionId, ids)
    for await (const missed of source.missed({ hooks, since: since - overlapMs, isKnown, signal })) {
      const delivery = { id: missed.id, event: missed.event, body: Buffer.from(missed.body), receivedAt: hub.clock() }
      await storeDelivery(pool, connectionId, delivery)
    }
  } finally {
    await source.close()
    await hub.jobs.enqueue('webhooks.read', { connection: connectionId })
  }
  await markHooksAsked(pool, connectionId, askedAt)
}
