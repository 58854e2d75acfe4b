import { randomBytes } from 'node:crypto'
import { type Hub, openHub, requireSync, startSync } from '@throughline/hub'
import { createVault } from '@throughline/platform'
import type { SyncRecord } from '@throughline/store'
import { createTestDatabase, type TestDatabase, until } from '@throughline/testing'
import { startWorker } from '../start-worker.ts'

/** A hub on a database of its own. */
export interface HubUnderTest {
  readonly hub: Hub
  readonly database: TestDatabase
  /** Base64 of the key its credentials are sealed with, for a worker process. */
  readonly secretKey: string
  close(): Promise<void>
}

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** Opens a hub on PostgreSQL, its queues there or on Redis; with `works` a worker runs in this process. */
export async function hubUnderTest(options: {
  readonly redisUrl: string | null
  readonly works: boolean
  /** Default the system's. */
  readonly clock?: () => number
  /** Time-outs and patience towards the tools; default the connectors'. */
  readonly http?: Hub['http']
}): Promise<HubUnderTest> {
  const database = await createTestDatabase()
  const key = randomBytes(32)
  const { hub, close } = await openHub({
    databaseUrl: database.url,
    redisUrl: options.redisUrl,
    vault: createVault(key),
    clock: options.clock ?? Date.now,
    log: quiet,
    allowPrivateHosts: true,
    ...(options.http === undefined ? {} : { http: options.http }),
    syncEveryMinutes: 24 * 60,
    weeklyReportAt: '0 6 * * 1',
  })
  const worker = options.works ? await startWorker({ hub, log: quiet, lockMs: 30_000, timetableCheckMs: 500 }) : null
  return {
    hub,
    database,
    secretKey: key.toString('base64'),
    async close() {
      await worker?.close()
      await close()
      await database.drop()
    },
  }
}

/** Starts a sync and waits for its end, however that is. */
export async function syncToEnd(
  hub: Hub,
  connection: string,
  mode: 'full' | 'incremental',
  timeoutMs = 120_000,
): Promise<SyncRecord> {
  const { id } = await startSync(hub, connection, { mode })
  return endOfSync(hub, id, timeoutMs)
}

/** Waits until a sync has ended. */
export function endOfSync(hub: Hub, id: string, timeoutMs = 120_000): Promise<SyncRecord> {
  const ended = async () => {
    const sync = await requireSync(hub, id)
    return sync.finishedAt === null ? null : sync
  }
  return until(ended, { timeoutMs, what: `sync ${id} has ended` })
}

/** An item as {@link storedState} shows it, and what trials ask of it by name. */
export interface StoredItem {
  readonly connection_id: string
  readonly scope: string
  readonly key: string
  readonly kind: string
  readonly title: string
  readonly state: string
  readonly labels: readonly string[]
  readonly milestones: readonly string[]
  readonly parent: string | null
  readonly tombstone_kind: string | null
  readonly moved_to: string | null
  readonly references: readonly string[] | null
}

/** Everything stored about items that a person could see, in an order of its own: two hubs in the same state agree. */
export async function storedState(database: TestDatabase): Promise<readonly StoredItem[]> {
  const { rows } = await database.pool.query<StoredItem>(
    `select i.connection_id, i.scope, i.key, i.source_id, i.kind, i.type, i.is_subtask, i.title, i.url, i.status, i.category,
       i.resolution, i.ended_at, i.parent_key, p.key as parent, i.labels, i.components, i.milestones, i.assignee, i.author,
       i.estimate, i.mentions, i.created_at, i.updated_at, i.state, i.started_at, i.done_at, i.dropped_at, i.timeline,
       i.tombstone_kind, i.moved_to,
       (select array_agg(t.connection_id || ' ' || t.key order by t.connection_id, t.key)
        from item_reference r join item t on t.id = r.target_id where r.item_id = i.id) as references
     from item i left join item p on p.id = i.parent_id
     order by i.connection_id, i.key`,
  )
  return rows
}

/** How many pages of a sync are stored, over all ranges of its scopes. */
export async function storedPages(database: TestDatabase, sync: string): Promise<number> {
  const { rows } = await database.pool.query<{ pages: number }>(
    'select coalesce(sum(pages), 0)::int as pages from sync_range where sync_id = $1',
    [sync],
  )
  return rows[0]?.pages ?? 0
}
