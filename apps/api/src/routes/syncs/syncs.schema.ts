import { z } from '@hono/zod-openapi'
import { instant, pageOf, quotaWindow, quotaWindowExample } from '../../fields.ts'

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
    phase: z.enum(['begin', 'items', 'merge', 'census', 'mend', 'relate']).openapi({
      description:
        'What the scope goes through, in this order. `items` is the walk, `merge` makes a full walk visible at once, `census` compares with what the tool has, `mend` asks for what differs, `relate` brings references, parents and states up to date.',
    }),
    fetched: z.int().openapi({ description: 'Records that the walk brought.' }),
    expected: z.int().nullable().openapi({ description: 'How many records there are, where the tool says so.' }),
    saved: z.int().openapi({ description: 'Items that were new or changed.' }),
    added: z.int().openapi({ description: 'Those of them that were new.' }),
    removed: z.int().openapi({ description: 'New tombstones.' }),
    requests: z.int(),
    ratePerSecond: z.number().nullable().openapi({
      description: 'Records a second since the scope started, waits included; null before the first page.',
    }),
    secondsLeft: z.int().nullable().openapi({
      description:
        'Seconds to the end of the walk, 0 once it is over: by the rate, or by the quota where that takes longer, with a request taken to cost one of it. Null when nobody can say.',
    }),
    coverage: z
      .object({
        entries: z.int().openapi({ description: 'Items that the tool shows.' }),
        matched: z.int().openapi({ description: 'Those of them that the hub holds.' }),
        proven: z.boolean().openapi({
          description: 'Whether a list of everything there is, or an exact count of a full walk, proved it.',
        }),
      })
      .nullable()
      .openapi({ description: 'How complete the scope is; null where this sync did not look, or not yet.' }),
    waiting: z
      .object({
        code: z.string(),
        message: z.string(),
        until: instant,
        failures: z
          .int()
          .openapi({ description: 'In a row; waits that the tool, or the quota, asks for are not counted.' }),
      })
      .nullable()
      .openapi({
        description: 'What the scope waits for, or struggles with, and when it goes on; null when it works.',
      }),
    quarantined: z.int().openapi({ description: 'Records that could not be read.' }),
    quarantinedRecords: z.array(z.object({ key: z.string().nullable(), reason: z.string() })),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
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
    quota: z.array(quotaWindow).openapi({ description: 'How the quota of the connection stands.' }),
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
      phase: 'items' as const,
      fetched: 200,
      expected: 412,
      saved: 37,
      added: 5,
      removed: 0,
      requests: 2,
      ratePerSecond: 80,
      secondsLeft: 3,
      coverage: null,
      waiting: null,
      quarantined: 0,
      quarantinedRecords: [],
      error: null,
      startedAt: '2026-11-23T07:45:01.000Z',
      finishedAt: null,
    },
  ],
  quota: [quotaWindowExample],
}

export const syncPage = pageOf(sync)
