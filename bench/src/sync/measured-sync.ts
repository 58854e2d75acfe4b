import { randomBytes } from 'node:crypto'
import { type Hub, openHub, putConnection, readSides, requireSync, startSync } from '@throughline/hub'
import { createVault } from '@throughline/platform'
import pg from 'pg'
import { startChild } from '../child.ts'
import type { Tools } from './tools.ts'

/** Which tools are synced. */
export type Which = 'jira' | 'github' | 'both'

/** A hub with workers in processes of their own, ready to sync. */
export interface MeasuredHub {
  /** Syncs what was chosen and answers how long that took, and the requests it made. */
  sync(mode: 'full' | 'incremental'): Promise<{ readonly ms: number; readonly requests: number }>
  /** Reads what stands beside the items, as the worker does every minute, so that it does not run beside what follows. */
  readSides(): Promise<void>
  /** The most memory any worker ever held, in MiB. */
  peakMemoryMiB(): Promise<number>
  /** Size of the hub's own tables with their indexes, in bytes; the queues' left out. */
  databaseBytes(): Promise<number>
  close(): Promise<void>
}

/** What each connection reads. */
const scopes = { jira: 'BULK', github: 'bulk/load' } as const

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }

/** Opens a hub on a fresh database, with so many workers; the queues are on Redis where there is one. */
export async function openMeasuredHub(options: {
  readonly which: Which
  readonly tools: Tools
  readonly databaseUrl: string
  readonly redisUrl?: string
  readonly workers?: number
}): Promise<MeasuredHub> {
  const { which, tools, databaseUrl, redisUrl = null, workers: count = 1 } = options
  const key = randomBytes(32)
  const { hub, close } = await openHub({
    databaseUrl,
    redisUrl,
    vault: createVault(key),
    clock: Date.now,
    log: quiet,
    allowPrivateHosts: true,
    syncEveryMinutes: 24 * 60,
    weeklyReportAt: '0 6 * * 1',
  })
  await connect(hub, tools)
  const workers = Array.from({ length: count }, () =>
    startChild('./sync/worker-process.ts', [databaseUrl, key.toString('base64'), redisUrl ?? '']),
  )
  for (const worker of workers) await worker.line()
  return {
    async sync(mode) {
      const began = performance.now()
      const started = []
      if (which !== 'github') started.push(await startSync(hub, 'jira', { mode }))
      if (which !== 'jira') started.push(await startSync(hub, 'github', { mode }))
      let requests = 0
      for (const { id } of started) requests += await untilSucceeded(hub, id)
      return { ms: performance.now() - began, requests }
    },
    async readSides() {
      const { signal } = new AbortController()
      for (const [connection, scope] of Object.entries(scopes)) await readSides(hub, { connection, scope }, signal)
    },
    async peakMemoryMiB() {
      return Math.max(...(await Promise.all(workers.map((worker) => worker.peakMemoryMiB()))))
    },
    async databaseBytes() {
      const { rows } = await hub.database.pool.query<{ bytes: number }>(
        `select sum(pg_total_relation_size(c.oid))::float8 as bytes from pg_class c
         join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and n.nspname = 'public' and c.relname !~ '^(bullmq|_prisma)'`,
      )
      return rows[0]?.bytes ?? 0
    },
    async close() {
      for (const worker of workers) await worker.stop()
      await close()
    },
  }
}

async function connect(hub: Hub, tools: Tools): Promise<void> {
  await putConnection(hub, 'jira', {
    kind: 'jira',
    baseUrl: tools.jiraUrl,
    auth: tools.jiraAuth,
    scopes: [scopes.jira],
  })
  await putConnection(hub, 'github', {
    kind: 'github',
    baseUrl: tools.githubUrl,
    auth: tools.githubAuth,
    scopes: [scopes.github],
  })
}

/** Waits for the end of a sync and answers the requests it made; looks as cheaply as it can, for it shares the machine. */
async function untilSucceeded(hub: Hub, id: string): Promise<number> {
  const isOver = async () => {
    const { rowCount } = await hub.database.pool.query('select from sync where id = $1 and finished_at is not null', [
      id,
    ])
    return rowCount === 1
  }
  while (!(await isOver())) await new Promise((resolve) => setTimeout(resolve, 20))
  const sync = await requireSync(hub, id)
  if (sync.status !== 'succeeded') throw new Error(`The sync ended as ${sync.status}: ${JSON.stringify(sync.scopes)}`)
  return sync.scopes.reduce((sum, scope) => sum + scope.requests, 0)
}

/** Makes an empty database on a server and answers its address. */
export async function freshDatabase(postgresUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgresUrl })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  return url.toString()
}
