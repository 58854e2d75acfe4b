import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { hubNow, storeConnection } from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'
import { markDeliveriesRead, storeDelivery, unreadDeliveries } from './webhooks.ts'

let database: Database

beforeAll(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira')
})

afterAll(() => database.close())

it('deliveries are read oldest first, as many as fit, and one that is larger than the bound alone', async () => {
  for (const [id, size] of Object.entries({ a: 10, b: 10, c: 900, d: 10 })) {
    const receivedAt = hubNow + id.charCodeAt(0)
    await storeDelivery(database.pool, 'jira', { id, event: 'x', body: Buffer.alloc(size), receivedAt })
  }
  const rounds: string[][] = []
  for (;;) {
    const deliveries = await unreadDeliveries(database.pool, 'jira', { count: 500, bytes: 100 })
    const ids = deliveries.map(({ id }) => id)
    if (ids.length === 0) break
    rounds.push(ids)
    await markDeliveriesRead(database.pool, 'jira', ids, hubNow)
  }
  expect(rounds).toEqual([['a', 'b'], ['c'], ['d']])
})
