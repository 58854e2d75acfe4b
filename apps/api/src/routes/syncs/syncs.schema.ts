import { z } from '@hono/zod-openapi'
import { instant, pageOf } from '../../fields.ts'

/** What a sync is asked to do. */
export const syncInput = z
  .strictObject({
    mode: z
      .enum(['incremental', 'full'])
      .openapi({ description: 'Incremental walks what changed since the last sync; full walks everything.' }),
    scopes: z.array(z.string().min(1)).min(1).optional().openapi({ description: 'Default: all of the connection.' }),
  })
  .openapi('SyncInput')

export const syncInputExample = { mode: 'incremental' as const, scopes: ['EHR'] }

const syncScope = z
  .object({
    scope: z.string(),
    status: z.enum(['queued', 'running', 'succeeded', 'failed']),
    fetched: z.int(),
    saved: z.int(),
    removed: z.int().openapi({ description: 'New tombstones.' }),
    requests: z.int(),
    expected: z.int().nullable().openapi({ description: 'How many records there are, where the tool says so.' }),
    quarantined: z.int().openapi({ description: 'Records that could not be read.' }),
    quarantinedRecords: z.array(z.object({ key: z.string().nullable(), reason: z.string() })),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .openapi('SyncScope')

/** A run over some scopes of a connection. */
export const sync = z
  .object({
    id: z.string(),
    connection: z.string(),
    mode: z.enum(['incremental', 'full']),
    status: z.enum(['queued', 'running', 'succeeded', 'partial', 'failed']).openapi({
      description:
        '`partial`: some scopes succeeded and some failed. `succeeded` means that references, parents and the states that follow from them are up to date too.',
    }),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    scopes: z.array(syncScope),
  })
  .openapi('Sync')

export const syncExample = {
  id: '0mib4x2z91f0c3a5e7d9',
  connection: 'jira',
  mode: 'incremental' as const,
  status: 'running' as const,
  createdAt: '2026-11-23T07:45:00.000Z',
  startedAt: '2026-11-23T07:45:01.000Z',
  finishedAt: null,
  scopes: [
    {
      scope: 'EHR',
      status: 'running' as const,
      fetched: 200,
      saved: 37,
      removed: 0,
      requests: 2,
      expected: 412,
      quarantined: 0,
      quarantinedRecords: [],
      error: null,
    },
  ],
}

export const syncPage = pageOf(sync)
