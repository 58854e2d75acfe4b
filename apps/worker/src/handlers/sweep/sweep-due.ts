import { type Hub, sweep } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Enqueues what the database says is due. */
export const sweepHandler =
  (hub: Hub): Handlers['sweep'] =>
  () =>
    sweep(hub)
