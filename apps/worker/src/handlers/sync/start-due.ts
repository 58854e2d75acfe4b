import { type Hub, startDueSyncs } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Starts the incremental syncs that are due. */
export const syncDueHandler =
  (hub: Hub): Handlers['sync.due'] =>
  () =>
    startDueSyncs(hub)
