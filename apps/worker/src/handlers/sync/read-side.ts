import { type Hub, readSides } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Reads what a scope has beside its items. */
export const readSideHandler =
  (hub: Hub): Handlers['side.read'] =>
  (payload, { signal }) =>
    readSides(hub, payload, signal)
