import { z } from '@hono/zod-openapi'
import { instant, pageOf } from '../../fields.ts'

export const jobState = z.enum(['waiting', 'active', 'delayed', 'completed', 'failed'])

/** A job of the background queues. */
export const job = z
  .object({
    id: z.string().openapi({ description: 'Unique over all queues; URL-encode it in addresses.' }),
    name: z.string(),
    state: z.string(),
    payload: z.unknown().openapi({ type: 'object', description: 'Ids only.' }),
    attempts: z.int(),
    reason: z.string().nullable().openapi({ description: 'Why it failed last.' }),
    enqueuedAt: instant,
    finishedAt: instant.nullable(),
  })
  .openapi('Job')

export const jobExample = {
  id: 'sync.scope/42',
  name: 'sync.scope',
  state: 'failed',
  payload: { sync: '0mib4x2z91f0c3a5e7d9', scope: 'EHR' },
  attempts: 5,
  reason: 'Jira refuses the stored credentials. Store new ones with PUT /connections/jira.',
  enqueuedAt: '2026-11-23T07:45:00.000Z',
  finishedAt: '2026-11-23T07:46:10.000Z',
}

export const jobPage = pageOf(job)
