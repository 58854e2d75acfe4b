import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/** Asks for the items of a scope that a webhook, or a census, named by key. */
export const refreshItems = defineJob({
  name: 'items.refresh',
  version: 1,
  payload: z.object({ connection: z.string(), scope: z.string() }),
  attempts: 8,
  backoffMs: 1_000,
  timeoutMs: 5 * 60_000,
  concurrency: 2,
  sameAs: ({ connection, scope }) => `${connection}/${scope}`,
})
