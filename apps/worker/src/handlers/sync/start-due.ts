import { enqueueDue, type Hub, startDueSyncs } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Starts the incremental syncs that are due, and what runs on a schedule beside them. */
export const syncDueHandler =
  (hub: Hub): Handlers['sync.due'] =>
  async () => {
    await startDueSyncs(hub)
    await enqueueDue(hub)
  }
