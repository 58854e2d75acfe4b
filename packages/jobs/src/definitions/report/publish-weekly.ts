import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/** Publishes the report of the week that just ended. Scheduled per plan, Monday 06:00 in its time zone by default. */
export const reportWeekly = defineJob({
  name: 'report.weekly',
  version: 1,
  payload: z.object({ plan: z.string() }),
  attempts: 8,
  backoffMs: 5_000,
  timeoutMs: 5 * 60_000,
  concurrency: 1,
  sameAs: ({ plan }) => plan,
})
