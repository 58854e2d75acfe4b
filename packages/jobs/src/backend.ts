import { createPostgresBackend, type Processor, Queue, type QueueOptions, Worker, type WorkerOptions } from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'

/** Where the queues live: BullMQ's own tables in the hub's database, or Redis. */
export type QueuePlace =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'redis'; readonly url: string }

/** Makes queues and workers in one place. Everything above it is the same for both. */
export interface QueueBackend {
  readonly kind: QueuePlace['kind']
  queue(name: string, options: Omit<QueueOptions, 'connection'>): Queue
  worker(name: string, processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker
  /** Closes the connections, after the queues and workers made here were closed. */
  close(): Promise<void>
}

/** Opens the place, and on PostgreSQL brings BullMQ's tables up to date first. */
export async function openBackend(place: QueuePlace): Promise<QueueBackend> {
  return place.kind === 'redis' ? redisBackend(place.url) : postgresBackend(place.url)
}

async function postgresBackend(url: string): Promise<QueueBackend> {
  await migrateQueues(url)
  // One pool for all queues and workers of the process, instead of two connections for each. A worker holds one
  // connection to listen on; the rest is shared.
  const pool = new pg.Pool({ connectionString: url, max: 24, options: '-c search_path=bullmq', keepAlive: true })
  pool.on('error', () => undefined)
  pool.setMaxListeners(0)
  const onPostgres = createPostgresBackend as never
  return {
    kind: 'postgres',
    queue: (name, options) => new Queue(name, { ...options, connection: pool as never }, onPostgres),
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection: pool as never }, onPostgres),
    close: () => pool.end(),
  }
}

/** BullMQ migrates only through a connection that it opens itself. */
async function migrateQueues(url: string): Promise<void> {
  const connection = { connectionString: url, migrate: true, max: 1 }
  const queue = new Queue('migration', { connection: connection as never }, createPostgresBackend as never)
  await queue.waitUntilReady()
  await queue.close()
}

function redisBackend(url: string): QueueBackend {
  // BullMQ asks for this setting: a command waits for Redis to come back instead of failing after some tries.
  const connection = new Redis(url, { maxRetriesPerRequest: null })
  connection.on('error', () => undefined)
  return {
    kind: 'redis',
    queue: (name, options) => new Queue(name, { ...options, connection }),
    worker: (name, processor, options) => new Worker(name, processor, { ...options, connection }),
    close: async () => {
      await connection.quit()
    },
  }
}
