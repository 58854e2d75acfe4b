import { startEmbeddedPostgres } from '@throughline/platform'
import pg from 'pg'

/** Database in which the migrations were applied once; test databases are copies of it. */
export const templateName = 'throughline_template'

/** The PostgreSQL of one test run. */
export interface TestServer {
  /** Address of its maintenance database. */
  readonly url: string
  stop(): Promise<void>
}

/** Nothing here has to survive a crash, so nothing waits for the disk. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '4GB',
  autovacuum: 'off',
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined }

/**
 * Starts a PostgreSQL without durability in `dataDir` and makes the template. `migrate` brings an empty database up to
 * date; by default that of the store, which is loaded here only, when a database is really wanted.
 */
export async function openTestServer(
  dataDir: string,
  migrate: (url: string) => Promise<unknown> = migrateStore,
): Promise<TestServer> {
  const server = await startEmbeddedPostgres({ dataDir, log: silent, settings })
  try {
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await client.query(`create database ${templateName}`)
    await client.end()
    await migrate(databaseUrl(server.url, templateName))
  } catch (error) {
    await server.stop()
    throw error
  }
  return server
}

/** The address of another database of the same server. */
export function databaseUrl(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.toString()
}

async function migrateStore(url: string): Promise<void> {
  const { migrate } = await import('@throughline/store')
  await migrate(url)
}
