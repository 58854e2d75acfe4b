import { findMissed, type Hub } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Takes in the deliveries that never arrived. */
export const findMissedHandler =
  (hub: Hub): Handlers['webhooks.missed'] =>
  ({ connection }, { signal }) =>
    findMissed(hub, connection, signal)
