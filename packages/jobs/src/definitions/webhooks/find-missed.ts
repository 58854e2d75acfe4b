import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/** Asks a tool which deliveries of the registered webhooks never arrived, and takes them in. */
export const findMissed = defineJob({
  name: 'webhooks.missed',
  version: 1,
  payload: z.object({ connection: z.string() }),
  attempts: 8,
  backoffMs: 1_000,
  timeoutMs: 5 * 60_000,
  concurrency: 1,
  sameAs: ({ connection }) => connection,
})
