import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/** Enqueues what the database says is due and no live job covers: a lost queue loses no work. Every half minute. */
export const sweep = defineJob({
  name: 'sweep',
  version: 1,
  payload: z.object({}),
  attempts: 1,
  backoffMs: 1_000,
  timeoutMs: 60_000,
  concurrency: 1,
  sameAs: () => 'all',
})
