import { type Hub, relateItems } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Brings what follows from changed items up to date. */
export const relateHandler =
  (hub: Hub): Handlers['relate'] =>
  () =>
    relateItems(hub)
