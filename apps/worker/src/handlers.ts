import type { Hub } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'
import { relateHandler } from './handlers/relate/relate-items.ts'
import { reportWeeklyHandler } from './handlers/report/publish-weekly.ts'
import { settlePlanHandler } from './handlers/settle/settle-plan.ts'
import { sweepHandler } from './handlers/sweep/sweep-due.ts'
import { readSideHandler } from './handlers/sync/read-side.ts'
import { refreshItemsHandler } from './handlers/sync/refresh-items.ts'
import { syncDueHandler } from './handlers/sync/start-due.ts'
import { syncRangeHandler } from './handlers/sync/sync-range.ts'
import { syncScopeHandler } from './handlers/sync/sync-scope.ts'
import { findMissedHandler } from './handlers/webhooks/find-missed.ts'
import { readInboxHandler } from './handlers/webhooks/read-inbox.ts'

/** A handler for every job of the catalogue; each calls one use case. */
export function handlersOf(hub: Hub): Handlers {
  return {
    'sync.due': syncDueHandler(hub),
    'sync.scope': syncScopeHandler(hub),
    'sync.range': syncRangeHandler(hub),
    'items.refresh': refreshItemsHandler(hub),
    'side.read': readSideHandler(hub),
    'webhooks.read': readInboxHandler(hub),
    'webhooks.missed': findMissedHandler(hub),
    relate: relateHandler(hub),
    'settle.plan': settlePlanHandler(hub),
    'report.weekly': reportWeeklyHandler(hub),
    sweep: sweepHandler(hub),
  }
}
