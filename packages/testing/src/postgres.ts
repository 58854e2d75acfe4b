import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import type {} from './global-setup.ts'
import { databaseUrl, templateName } from './test-server.ts'
import { until } from './wait-for.ts'

/** A database of one test, with the newest schema and nothing in it. */
export interface TestDatabase {
  readonly url: string
  /** A small pool of its own, for looking at what is stored; closed by `drop`. */
  readonly pool: pg.Pool
  /** Removes the database, connections that are still open included. */
  drop(): Promise<void>
}

/**
 * Makes a database by copying the run’s migrated template, in some 30 ms; the first of a run also starts PostgreSQL.
 * Works inside vitest only, with packages/testing/src/global-setup.ts as a `globalSetup`.
 *
 * Close whatever you opened on `url` before `drop`: a client that is cut off reports an error to its own owner.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = await askForServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(serverUrl, (client) => client.query(`create database ${name} template ${templateName}`))
  const url = databaseUrl(serverUrl, name)
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  // The server closes idle connections when the run ends; whoever forgot to drop has no need to hear of it.
  pool.on('error', () => undefined)
  let dropping: Promise<void> | null = null
  return {
    url,
    pool,
    drop() {
      dropping ??= pool.end().then(() => dropDatabase(serverUrl, name))
      return dropping
    },
  }
}

/** How long a client that was told to end may take before it is cut off. */
const leaveMs = 500

/**
 * Drops a database once its connections have ended by themselves: a pool says that it has ended while its sessions are
 * still saying goodbye, and one that is cut off then reports an error that nobody waits for. Those that stay are cut off.
 */
async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await administer(serverUrl, async (client) => {
    const isEmpty = async () => {
      const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name])
      return rowCount === 0
    }
    // Those that stay are a worker's that the test left behind.
    await until(isEmpty, { what: 'all have left', timeoutMs: leaveMs, everyMs: 5 }).catch(() => undefined)
    await client.query(`drop database if exists ${name} with (force)`)
  })
}

async function administer(serverUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

async function askForServer(): Promise<string> {
  // Loaded here so that scripts outside vitest can use the factories of this package.
  const { inject } = await import('vitest')
  const port = inject('testServerPort')
  const answer: { readonly url?: string; readonly failure?: string } = JSON.parse(
    await text(connect(port, '127.0.0.1')),
  )
  if (answer.url === undefined) throw new Error(`There is no PostgreSQL for this run: ${answer.failure ?? 'no answer'}`)
  return answer.url
}
