import { z } from '@hono/zod-openapi'
import { date, instant, pageOf } from '../../fields.ts'

/** A dated entry of a deliverable whose progress is manual. */
export const progressInput = z
  .strictObject({
    progress: z.number().min(0).max(1).openapi({ description: '0..1' }),
    note: z.string().trim().max(2_000).nullish(),
  })
  .openapi('ProgressInput')

export const progressInputExample = { progress: 0.25, note: 'First site wired' }

const author = z.string().nullable().openapi({ description: 'Name of the token it was entered with.' })
const replaced = z
  .object({ progress: z.number(), note: z.string().nullable(), author, createdAt: instant })
  .nullable()
  .openapi({ description: 'The entry for the same date that stood before; null when none did.' })

/** The entry as it was stored. */
export const progressEntry = z
  .object({
    deliverable: z.string(),
    date,
    progress: z.number(),
    note: z.string().nullable(),
    author,
    createdAt: instant,
    replaced,
  })
  .openapi('ProgressEntry')

export const progressEntryExample = {
  deliverable: 'network',
  date: '2026-11-23',
  ...progressInputExample,
  author: 'pmo',
  createdAt: '2026-11-23T08:00:00.000Z',
  replaced: null,
}

/** An act on the entered progress of a deliverable. */
const progressAct = z
  .object({
    date,
    action: z.enum(['entered', 'taken_back']),
    progress: z.number().nullable().openapi({ description: 'Null where the entry before was taken back.' }),
    note: z.string().nullable(),
    author,
    createdAt: instant,
    replaced,
  })
  .openapi('ProgressAct')

export const progressActExample = {
  date: '2026-11-23',
  action: 'entered' as const,
  progress: 0.25,
  note: 'First site wired',
  author: 'pmo',
  createdAt: '2026-11-23T08:00:00.000Z',
  replaced: null,
}

export const progressActPage = pageOf(progressAct)
