import { type Hub, runScope } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Goes on with one scope of a sync. */
export const syncScopeHandler =
  (hub: Hub): Handlers['sync.scope'] =>
  (payload, { signal, lastAttempt }) =>
    runScope(hub, payload, { signal, lastAttempt })
