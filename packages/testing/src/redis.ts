import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { freePort } from './free-port.ts'
import { until } from './wait-for.ts'

/** A private Redis that forgets everything when it ends. */
export interface TestRedis {
  readonly url: string
  /** Ends it in order. May be called twice. */
  stop(): Promise<void>
  /** Ends it as a power cut does; connections break. */
  kill(): Promise<void>
  /** Ends it as a power cut does and starts it again at the same address, with nothing in it. */
  restart(): Promise<void>
  /** Removes every key, as an operator’s FLUSHALL does. */
  flush(): Promise<void>
}

/**
 * Starts the machine’s `redis-server` on a free port, without persistence. Where it is not installed: null and one line
 * on standard error, or an error when `CI` is `true`. A worker that outlives its test keeps taking the jobs of the next
 * one, so use one Redis per test file that starts workers.
 *
 *     const redis = await startRedis()
 *     describe.skipIf(redis === null)('on Redis', () => { ... })
 */
export async function startRedis(): Promise<TestRedis | null> {
  const port = await freePort()
  const settings = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    tmpdir(),
  ]
  let server: ChildProcess
  try {
    server = await spawnServer(settings)
  } catch (error) {
    return withoutRedis(error)
  }
  const answers = () => until(() => isUp(server, port), { timeoutMs: 10_000, what: 'redis-server answers' })
  await answers()
  return {
    url: `redis://127.0.0.1:${port}/0`,
    stop: () => end(server, 'SIGTERM'),
    kill: () => end(server, 'SIGKILL'),
    async restart() {
      await end(server, 'SIGKILL')
      server = await spawnServer(settings)
      await answers()
    },
    async flush() {
      const answer = await command(port, 'FLUSHALL')
      if (answer !== '+OK') throw new Error(`FLUSHALL was answered with ${answer}.`)
    },
  }
}

async function spawnServer(settings: readonly string[]): Promise<ChildProcess> {
  const server = spawn('redis-server', settings, { stdio: 'ignore' })
  await once(server, 'spawn')
  const endWithUs = () => server.kill('SIGKILL')
  process.once('exit', endWithUs)
  server.once('exit', () => process.off('exit', endWithUs))
  return server
}

function withoutRedis(error: unknown): null {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  if (process.env.CI === 'true') throw new Error('redis-server is not installed, and CI=true skips nothing.')
  process.stderr.write('redis-server is not installed: tests on Redis are skipped.\n')
  return null
}

async function isUp(server: ChildProcess, port: number): Promise<boolean> {
  if (server.exitCode !== null) throw new Error(`redis-server ended with code ${server.exitCode}.`)
  return (await command(port, 'PING')) === '+PONG'
}

async function end(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exited = once(server, 'exit')
  server.kill(signal)
  await exited
}

/** Sends one inline command and returns the first line of the answer, such as `+PONG`. */
async function command(port: number, line: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    socket.write(`${line}\r\n`)
    const [answer] = await once(socket, 'data')
    return String(answer).split('\r\n')[0] ?? ''
  } finally {
    socket.destroy()
  }
}
