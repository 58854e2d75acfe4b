import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/** Reads the stored deliveries of a connection that were not read yet. */
export const readInbox = defineJob({
  name: 'webhooks.read',
  version: 1,
  payload: z.object({ connection: z.string() }),
  attempts: 8,
  backoffMs: 1_000,
  timeoutMs: 5 * 60_000,
  concurrency: 2,
  sameAs: ({ connection }) => connection,
})
