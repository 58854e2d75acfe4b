import type { Hub } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'
import { relateHandler } from './handlers/relate/relate-items.ts'
import { reportWeeklyHandler } from './handlers/report/publish-weekly.ts'
import { settlePlanHandler } from './handlers/settle/settle-plan.ts'
import { sweepHandler } from './handlers/sweep/sweep-due.ts'
import { syncDueHandler } from './handlers/sync/start-due.ts'
import { syncRangeHandler } from './handlers/sync/sync-range.ts'
import { syncScopeHandler } from './handlers/sync/sync-scope.ts'

/** A handler for every job of the catalogue; each calls one use case. */
export function handlersOf(hub: Hub): Handlers {
  return {
    'sync.due': syncDueHandler(hub),
    'sync.scope': syncScopeHandler(hub),
    'sync.range': syncRangeHandler(hub),
    relate: relateHandler(hub),
    'settle.plan': settlePlanHandler(hub),
    'report.weekly': reportWeeklyHandler(hub),
    sweep: sweepHandler(hub),
  }
}
