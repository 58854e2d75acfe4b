import { type Hub, runRange } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Goes on with one range of a scope's walk. */
export const syncRangeHandler =
  (hub: Hub): Handlers['sync.range'] =>
  (payload, { signal, lastAttempt }) =>
    runRange(hub, payload, { signal, lastAttempt })
