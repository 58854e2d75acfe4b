import { z } from '@hono/zod-openapi'
import { date } from '../../fields.ts'

/** A dated entry of a deliverable whose progress is manual. */
export const progressInput = z
  .strictObject({
    progress: z.number().min(0).max(1).openapi({ description: '0..1' }),
    note: z.string().trim().max(2_000).nullish(),
  })
  .openapi('ProgressInput')

export const progressInputExample = { progress: 0.25, note: 'First site wired' }

/** The entry as it was stored. */
export const progressEntry = z
  .object({ deliverable: z.string(), date, progress: z.number(), note: z.string().nullable() })
  .openapi('ProgressEntry')

export const progressEntryExample = { deliverable: 'network', date: '2026-11-23', ...progressInputExample }
