import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, stat } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ConflictError } from '@throughline/errors'
import { type Account, programEnvironment } from './account.ts'
import type { PostgresBinaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'

const logBytesMax = 5_000_000

/** A started server process. */
export interface ServerProcess {
  readonly pid: number
  readonly hasExited: () => boolean
  /** Leaves it to somebody else to stop the server when this process exits. */
  readonly letGo: () => void
  /** What the server has logged since it was started, shortened to its last lines. */
  logTail(): Promise<string>
}

/**
 * Starts the server and returns at once, before it answers. It has a process group of its own, so a Ctrl-C meant for
 * the hub does not take the database away while the hub still drains, and it does not keep this process alive. It is
 * stopped when this process exits; only a killed one leaves it behind, for the next start to adopt.
 */
export async function spawnServer(
  binaries: PostgresBinaries,
  account: Account,
  cluster: Cluster,
  settings: Readonly<Record<string, string | number>>,
): Promise<ServerProcess> {
  const logStart = await sizeOf(cluster.logFile)
  const isFull = logStart > logBytesMax
  const log = await open(cluster.logFile, isFull ? 'w' : 'a', 0o600)
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { file, args, ids } = account.command(binaries.postgres, ['-D', cluster.directory, ...options])
  const child = spawn(file, args, {
    ...ids,
    cwd: cluster.directory,
    env: programEnvironment(),
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
    windowsHide: true,
  })
  try {
    await once(child, 'spawn')
  } finally {
    await log.close()
  }
  child.unref()
  const letGo = stopAtExit(() => child.kill('SIGINT'))
  child.once('exit', letGo)
  return {
    pid: child.pid ?? 0,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    letGo,
    logTail: () => tailOf(cluster.logFile, isFull ? 0 : logStart),
  }
}

/**
 * Stops the server that runs on the cluster, whoever started it, by PostgreSQL's fast shutdown: open transactions are
 * rolled back, everything committed is on disk. Returns when it has stopped; one that has stopped already is fine.
 */
export async function stopServer(
  binaries: PostgresBinaries,
  account: Account,
  cluster: Cluster,
  pid: number,
): Promise<void> {
  const { file, args, ids } = account.command(binaries.pgCtl, [
    'stop',
    '-D',
    cluster.directory,
    '-m',
    'fast',
    '-t',
    '60',
  ])
  const isGone = async () => (await readFile(`${cluster.directory}/postmaster.pid`, 'utf8').catch(() => '')) === ''
  try {
    await promisify(execFile)(file, [...args], {
      ...ids,
      cwd: cluster.directory,
      env: programEnvironment(),
    })
  } catch (error) {
    if (await isGone()) return
    throw new ConflictError(
      'postgres.stop_failed',
      `The embedded PostgreSQL (process ${pid}) did not stop within 60 s. Look for what it waits for in ${cluster.logFile}; ending the process loses nothing that was committed.`,
      { cause: error, context: { pid } },
    )
  }
}

/**
 * Has `stop` called when this process exits, and returns how to take that back. Listens to `exit` alone: what a signal
 * means is the app's to decide.
 */
export function stopAtExit(stop: () => unknown): () => void {
  process.once('exit', stop)
  return () => {
    process.off('exit', stop)
  }
}

/** Waits until `isDone` or until `timeoutMs` have passed; says which. */
export async function waitFor(isDone: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs
  while (!(await isDone())) {
    if (performance.now() > end) return false
    await delay(20)
  }
  return true
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  )
}

async function tailOf(file: string, from: number): Promise<string> {
  const text = await readFile(file).catch(() => Buffer.alloc(0))
  return text.subarray(from).toString('utf8').trim().split('\n').slice(-6).join('\n')
}
