import type { z } from 'zod'
import { relate } from './definitions/relate/relate-items.ts'
import { reportWeekly } from './definitions/report/publish-weekly.ts'
import { settlePlan } from './definitions/settle/settle-plan.ts'
import { sweep } from './definitions/sweep/sweep-due.ts'
import { readSide } from './definitions/sync/read-side.ts'
import { refreshItems } from './definitions/sync/refresh-items.ts'
import { syncDue } from './definitions/sync/start-due.ts'
import { syncRange } from './definitions/sync/sync-range.ts'
import { syncScope } from './definitions/sync/sync-scope.ts'
import { findMissed } from './definitions/webhooks/find-missed.ts'
import { readInbox } from './definitions/webhooks/read-inbox.ts'

/** Everything the hub does in the background. A new job is a definition, a line here and a handler in apps/worker. */
export const catalog = {
  'sync.due': syncDue,
  'sync.scope': syncScope,
  'sync.range': syncRange,
  'items.refresh': refreshItems,
  'side.read': readSide,
  'webhooks.read': readInbox,
  'webhooks.missed': findMissed,
  relate,
  'settle.plan': settlePlan,
  'report.weekly': reportWeekly,
  sweep,
} as const

export type JobName = keyof typeof catalog

/** What a job of this name carries. */
export type JobPayload<Name extends JobName> = z.infer<(typeof catalog)[Name]['payload']>

/** All names, in the order of the catalogue. */
export const jobNames = Object.keys(catalog) as JobName[]
