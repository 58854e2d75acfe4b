import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/** Starts an incremental sync of every connection that is due: every 15 minutes by default. Looked at every minute. */
export const syncDue = defineJob({
  name: 'sync.due',
  version: 1,
  payload: z.object({}),
  attempts: 3,
  backoffMs: 1_000,
  timeoutMs: 60_000,
  concurrency: 1,
  sameAs: () => 'all',
})
