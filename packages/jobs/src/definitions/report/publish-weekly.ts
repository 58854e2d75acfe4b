import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/** Publishes the report of a week that has ended. Due Monday 06:00 in the plan’s time zone by default. */
export const reportWeekly = defineJob({
  name: 'report.weekly',
  version: 2,
  payload: z.object({ plan: z.string(), week: z.string() }),
  attempts: 8,
  backoffMs: 5_000,
  timeoutMs: 5 * 60_000,
  concurrency: 1,
  sameAs: ({ plan, week }) => `${plan} ${week}`,
})
