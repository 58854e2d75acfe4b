import { type Hub, refreshItems } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Asks for the items of a scope that are wanted. */
export const refreshItemsHandler =
  (hub: Hub): Handlers['items.refresh'] =>
  (payload, { signal }) =>
    refreshItems(hub, payload, signal)
