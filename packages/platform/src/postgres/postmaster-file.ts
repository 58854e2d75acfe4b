import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What `postmaster.pid` says of the server that owns, or owned, a data directory. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** Whether the process is alive and is a server of this very directory. */
  readonly isAlive: boolean
}

/** Above every process id that a system gives out, so certainly nobody's. */
const nobodysPid = 2_147_483_646

/** Reads who runs on a data directory; null when nobody does. Lines: https://www.postgresql.org/docs/18/storage-file-layout.html */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const lines = (await readText(join(cluster, 'postmaster.pid')))?.split('\n') ?? []
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3]) || 0, isAlive: await isServerOf(cluster, pid) }
}

/**
 * Frees a data directory whose server was killed and whose process id another program has got since: PostgreSQL would
 * take that program for the server and refuse to start. Only the id is replaced, not the file removed, so PostgreSQL
 * still makes sure that no orphan of the old server uses its shared memory.
 */
export async function forgetPostmaster(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  const text = await readText(file)
  if (text !== null) await writeFile(file, text.replace(/^\d+/, String(nobodysPid)))
}

/** Whether any process has this id. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  if (!isRunning(pid)) return false
  // Windows shows nobody's command line cheaply; there the process id alone decides.
  if (process.platform === 'win32') return true
  const line = await commandLine(pid)
  // Where processes of others are hidden it may well be the server: a live one must never lose its file.
  return line === null || line.includes(cluster)
}

/** The command line of a process, empty for one that has ended and is not reaped yet; null when it cannot be seen. */
async function commandLine(pid: number): Promise<string | null> {
  const text = await readText(`/proc/${pid}/cmdline`)
  if (text !== null) return text.replaceAll('\0', ' ')
  return promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).then(
    ({ stdout }) => stdout,
    () => null,
  )
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return null
    throw error
  }
}
