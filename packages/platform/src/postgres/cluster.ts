import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ConflictError } from '@throughline/errors'
import { type Account, programEnvironment } from './account.ts'
import type { PostgresBinaries } from './binaries.ts'
import { isRunning } from './postmaster-file.ts'

/** The files of one embedded server. */
export interface Cluster {
  /** PostgreSQL's own data directory. */
  readonly directory: string
  readonly passwordFile: string
  readonly logFile: string
  /** The port it had last, so that addresses kept elsewhere stay right. */
  readonly portFile: string
}

/** Role and database of the hub in its embedded server. */
export const databaseName = 'throughline'

/** Names the files of the server under `home`; touches nothing. */
function clusterAt(home: string): Cluster {
  return {
    directory: join(home, 'cluster'),
    passwordFile: join(home, 'password'),
    logFile: join(home, 'server.log'),
    portFile: join(home, 'port'),
  }
}

/**
 * Makes the server's files under `home` when there are none. They are made beside it and moved into place whole: a
 * process killed in the middle leaves nothing half made, and of two that start at once one wins and the other uses it.
 *
 * Throws `ConflictError` (`postgres.init_failed`) with the program's own words.
 */
export async function ensureCluster(home: string, binaries: PostgresBinaries, account: Account): Promise<Cluster> {
  const cluster = clusterAt(home)
  if (await exists(join(cluster.directory, 'PG_VERSION'))) return cluster
  await sweepDrafts(home)
  const draft = `${home}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await makeCluster(draft, binaries, account)
    await rename(draft, home)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!(await exists(join(cluster.directory, 'PG_VERSION')))) throw error
  }
  return cluster
}

/** The password of the server's only role; made once, readable by nobody else. */
export async function readPassword(cluster: Cluster): Promise<string> {
  return (await readFile(cluster.passwordFile, 'utf8')).trim()
}

async function makeCluster(home: string, binaries: PostgresBinaries, account: Account): Promise<void> {
  const { directory, passwordFile } = clusterAt(home)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(home, 0o711)
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true })
  if (account.owner !== null) {
    const { uid, gid } = account.owner
    // initdb reads the password as the server's account; root reads it whoever owns it.
    await Promise.all([directory, passwordFile].map((path) => chown(path, uid, gid)))
  }
  const { file, args, ids } = account.command(binaries.initdb, [
    `--pgdata=${directory}`,
    `--username=${databaseName}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own collation and case rules: the same order and the same lower() on every machine, no locale of
    // the system needed, and indexes that survive an upgrade of its C library. `C` alone would fold ASCII only.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ])
  try {
    await promisify(execFile)(file, [...args], { ...ids, cwd: home, env: programEnvironment() })
  } catch (cause) {
    throw new ConflictError(
      'postgres.init_failed',
      `The embedded PostgreSQL could not make its data directory in ${dirname(home)}: ${lastLine(cause)}. Free space or permissions there, or set THROUGHLINE_DATA_DIR or DATABASE_URL.`,
      { cause },
    )
  }
}

/** Removes what processes that died in the middle of making a cluster left behind. */
async function sweepDrafts(home: string): Promise<void> {
  const prefix = `${basename(home)}.new-`
  const names = await readdir(dirname(home))
  const abandoned = names.filter((name) => {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN
    return Number.isInteger(pid) && pid > 0 && !isRunning(pid)
  })
  await Promise.all(abandoned.map((name) => rm(join(dirname(home), name), { recursive: true, force: true })))
}

function lastLine(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
  return text.trim().split('\n').at(-1) || (error instanceof Error ? error.message : String(error))
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
