import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/** Reads what a scope has beside its items, such as reviews and releases: with low priority, one scope at a time. */
export const readSide = defineJob({
  name: 'side.read',
  version: 1,
  payload: z.object({ connection: z.string(), scope: z.string() }),
  attempts: 8,
  backoffMs: 1_000,
  timeoutMs: 5 * 60_000,
  concurrency: 1,
  sameAs: ({ connection, scope }) => `${connection}/${scope}`,
})
