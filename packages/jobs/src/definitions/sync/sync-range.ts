import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/**
 * Walks one range of a large scope for about a minute, then enqueues itself again. The ranges of a scope are shared by
 * all workers; how many one worker has in flight is its own `ranges in flight`.
 */
export const syncRange = defineJob({
  name: 'sync.range',
  version: 1,
  payload: z.object({ sync: z.string(), scope: z.string(), range: z.int() }),
  attempts: 8,
  backoffMs: 1_000,
  timeoutMs: 5 * 60_000,
  concurrency: 2,
  sameAs: ({ sync, scope, range }) => `${sync}/${scope}/${range}`,
})
