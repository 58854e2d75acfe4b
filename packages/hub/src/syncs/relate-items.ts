import {
  listConnections,
  relateBatch,
  relatingScopes,
  succeedScopes,
  waitingPlans,
  wantingScopes,
} from '@throughline/store'
import type { Hub } from '../context.ts'
import { deriveWith } from './derive.ts'
import { deriveByOverrides } from './derive-by-overrides.ts'

/**
 * Brings everything that follows from changed items up to date, then ends the scopes whose walks were complete when it
 * began: `succeeded` means that references, parents and states follow too. Plans that have something to settle are
 * enqueued, and so are items that have to be asked for since their parents went.
 */
export async function relateItems(hub: Hub): Promise<void> {
  const complete = await relatingScopes(hub.database.pool)
  await drain(hub)
  await succeedScopes(hub.database.pool, complete, hub.clock())
  for (const plan of await waitingPlans(hub.database.pool)) await hub.jobs.enqueue('settle.plan', { plan })
  for (const wanting of await wantingScopes(hub.database.pool)) await hub.jobs.enqueue('items.refresh', wanting)
}

/** Derives states by overrides that changed, then relates until nothing waits. */
export async function drain(hub: Hub): Promise<void> {
  await deriveByOverrides(hub, await listConnections(hub.database))
  for (;;) {
    const { taken } = await relateBatch(hub.database.pool, deriveWith, hub.clock())
    if (taken === 0) return
  }
}
