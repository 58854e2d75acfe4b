import { type Hub, readInbox } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Reads the stored deliveries of a connection. */
export const readInboxHandler =
  (hub: Hub): Handlers['webhooks.read'] =>
  ({ connection }, { signal }) =>
    readInbox(hub, connection, signal)
