import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/**
 * Walks one scope of a sync for about a minute, page by page, then enqueues itself again: a worker is never bound to one
 * scope for hours, and one that is killed loses at most the page in flight.
 */
export const syncScope = defineJob({
  name: 'sync.scope',
  version: 1,
  payload: z.object({ sync: z.string(), scope: z.string() }),
  attempts: 8,
  backoffMs: 1_000,
  timeoutMs: 5 * 60_000,
  concurrency: 4,
  sameAs: ({ sync, scope }) => `${sync}/${scope}`,
})
