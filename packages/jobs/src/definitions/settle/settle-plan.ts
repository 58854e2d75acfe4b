import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/** Links the items of a plan that changed. One waits per plan at most, so a burst of changes settles once. */
export const settlePlan = defineJob({
  name: 'settle.plan',
  version: 1,
  payload: z.object({ plan: z.string() }),
  attempts: 8,
  backoffMs: 500,
  timeoutMs: 10 * 60_000,
  concurrency: 1,
  sameAs: ({ plan }) => plan,
})
