import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConflictError } from '@throughline/errors'
import getPort, { clearLockedPorts } from 'get-port'
import pg from 'pg'
import { ensureDataDir } from '../data-dir.ts'
import { type Account, chooseAccount } from './account.ts'
import { findBinaries, type PostgresBinaries } from './binaries.ts'
import { type Cluster, databaseName, ensureCluster, readPassword } from './cluster.ts'
import { claimServer } from './ownership.ts'
import { forgetPostmaster, isRunning, readPostmaster } from './postmaster-file.ts'
import { type ServerProcess, spawnServer, stopAtExit, stopServer, waitFor } from './server.ts'

/** The part of a log that the embedded server writes to. */
export interface EmbeddedPostgresLog {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/** Where and how the server runs. */
export interface EmbeddedPostgresOptions {
  /** The hub's data directory; the server keeps its files in `postgres` below it. */
  readonly dataDir: string
  readonly log: EmbeddedPostgresLog
  /** PostgreSQL settings over the ordinary ones. Tests switch durability off with them. */
  readonly settings?: Readonly<Record<string, string | number>>
}

/** A running server. */
export interface EmbeddedPostgres {
  /** Address of the hub's database, with its password. */
  readonly url: string
  /** Whether `stop` ends the server; false when another living process, or an earlier call in this one, owns it. */
  readonly isOwner: boolean
  /** Stops the server if this process owns it. May be called twice. */
  stop(): Promise<void>
}

const host = '127.0.0.1'
/** Long enough for the recovery after a crash in the middle of a large load. */
const readyTimeoutMs = 120_000
const startAttempts = 4

/** For a machine with little memory that also runs the hub. Committed means on disk: no crash may lose a page. */
const ordinarySettings: Readonly<Record<string, string | number>> = {
  shared_buffers: '128MB',
  max_connections: 200,
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
}

/**
 * Starts the PostgreSQL server of a data directory, making it at first; returns when it answers and the database
 * exists. It listens on 127.0.0.1 only, on a free port that it keeps while nobody else takes it, and asks for a random
 * password. A server that already runs there is used, and left running unless who started it is gone; one that was
 * killed is recovered.
 *
 * Throws `ConflictError`: `data_dir.not_writable`, `postgres.no_binaries`, `postgres.root`, `postgres.init_failed`,
 * `postgres.start_failed`, `postgres.busy` (a server of this directory does not answer). Each message says what to do;
 * retrying as such does not help.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  // The server is recognised by its path, so every way of naming the directory has to end in one.
  const home = join(await ensureDataDir(options.dataDir), 'postgres')
  const binaries = await findBinaries()
  const account = await chooseAccount([dirname(home), dirname(binaries.postgres)])
  const cluster = await ensureCluster(home, binaries, account)
  const place: Place = { binaries, account, cluster, password: await readPassword(cluster) }
  let failure = ''
  for (let attempt = 1; attempt <= startAttempts; attempt += 1) {
    const running = await joinRunning(place, options.log)
    if (running !== null) return running
    // get-port holds back a port it gave this process before; a server that stops and starts again wants exactly that.
    clearLockedPorts()
    // A port may be taken between choosing and listening: only the first attempt insists on the one it had.
    const port = await getPort({ host, ...(attempt === 1 ? { port: await lastPort(cluster) } : {}) })
    const outcome = await start(place, port, options)
    if (typeof outcome !== 'string') return outcome
    failure = outcome
    options.log.warn({ attempt, port }, 'The embedded PostgreSQL did not start')
  }
  throw new ConflictError(
    'postgres.start_failed',
    `The embedded PostgreSQL did not start. It said: ${failure || 'nothing'}. See ${cluster.logFile}, or set DATABASE_URL to another server.`,
  )
}

interface Place {
  readonly binaries: PostgresBinaries
  readonly account: Account
  readonly cluster: Cluster
  readonly password: string
}

/** Starts a server and waits until it answers; the end of its log when it does not. */
async function start(place: Place, port: number, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres | string> {
  const { binaries, account, cluster } = place
  const settings = {
    ...ordinarySettings,
    ...options.settings,
    listen_addresses: host,
    port,
    // No socket file: its path may be too long for the system, and the password guards the port.
    unix_socket_directories: '',
  }
  const server: ServerProcess = await spawnServer(binaries, account, cluster, settings)
  const isUp = async () => server.hasExited() || (await answers(place, port))
  const inTime = await waitFor(isUp, readyTimeoutMs)
  if (server.hasExited()) return server.logTail()
  if (!inTime) {
    await stopServer(binaries, account, cluster, server.pid)
    return `it did not answer within ${readyTimeoutMs / 1000} s. ${await server.logTail()}`
  }
  await keepPort(cluster, port)
  const running = await use(place, port, server.pid)
  server.letGo()
  options.log.info({ port, directory: cluster.directory }, 'The embedded PostgreSQL is ready')
  return running
}

/** Uses the server that runs on the directory; null when none does. */
async function joinRunning(place: Place, log: EmbeddedPostgresLog): Promise<EmbeddedPostgres | null> {
  const { cluster } = place
  const found = await readPostmaster(cluster.directory)
  if (found === null) return null
  if (!found.isAlive) {
    if (isRunning(found.pid)) await forgetPostmaster(cluster.directory)
    log.warn({ pid: found.pid }, 'The embedded PostgreSQL was killed; recovering')
    return null
  }
  let current = found
  const isSettled = async () => {
    const now = await readPostmaster(cluster.directory)
    if (now === null || !now.isAlive) return true
    current = now
    return now.port > 0 && (await answers(place, now.port))
  }
  const inTime = await waitFor(isSettled, readyTimeoutMs / 2)
  if (!inTime) {
    throw new ConflictError(
      'postgres.busy',
      `A PostgreSQL server (process ${current.pid}) runs on ${cluster.directory} but does not answer. Stop that process, or set THROUGHLINE_DATA_DIR to another directory.`,
      { context: { pid: current.pid, port: current.port } },
    )
  }
  const settled = await readPostmaster(cluster.directory)
  // It was shutting down.
  if (settled === null || !settled.isAlive) return null
  const running = await use(place, settled.port, settled.pid)
  const { port, pid } = settled
  log.info({ port, pid, adopted: running.isOwner }, 'Using the embedded PostgreSQL that already runs')
  return running
}

/** Makes the database if need be, and becomes the owner of the server unless somebody else is. */
async function use(place: Place, port: number, pid: number): Promise<EmbeddedPostgres> {
  const { binaries, account, cluster } = place
  await ensureDatabase(place, port)
  const ownership = await claimServer(urlOf(place, port, 'postgres'))
  const url = urlOf(place, port, databaseName)
  if (ownership === null) return { url, isOwner: false, stop: async () => undefined }
  const forget = stopAtExit(() => isRunning(pid) && process.kill(pid, 'SIGINT'))
  let stopping: Promise<void> | null = null
  const stop = async () => {
    await stopServer(binaries, account, cluster, pid)
    forget()
    await ownership.release()
  }
  return {
    url,
    isOwner: true,
    stop() {
      stopping ??= stop()
      return stopping
    },
  }
}

async function answers(place: Place, port: number): Promise<boolean> {
  try {
    const directory = await withClient(place, port, async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('show data_directory')
      return rows[0]?.data_directory
    })
    return directory === place.cluster.directory
  } catch {
    // Not listening yet, still recovering, or somebody else's server that does not know the password.
    return false
  }
}

async function ensureDatabase(place: Place, port: number): Promise<void> {
  await withClient(place, port, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount !== 0) return
    try {
      await client.query(`create database ${databaseName}`)
    } catch (error) {
      // Two processes that start at once both find it missing.
      if (!(error instanceof pg.DatabaseError && ['42P04', '23505'].includes(error.code ?? ''))) throw error
    }
  })
}

async function withClient<T>(place: Place, port: number, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf(place, port, 'postgres'), connectionTimeoutMillis: 5_000 })
  // A server that goes away in the middle also fails the query, which reports it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

function urlOf({ password }: Place, port: number, database: string): string {
  return `postgresql://${databaseName}:${password}@${host}:${port}/${database}`
}

/** Addresses kept elsewhere stay right when the port stays the same. */
async function keepPort(cluster: Cluster, port: number): Promise<void> {
  await writeFile(cluster.portFile, String(port), { mode: 0o600 })
}

async function lastPort(cluster: Cluster): Promise<number[]> {
  const port = Number(await readFile(cluster.portFile, 'utf8').catch(() => ''))
  return Number.isInteger(port) && port > 1_023 && port < 65_536 ? [port] : []
}
