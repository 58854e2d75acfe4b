import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { until } from './wait-for.ts'

/** How a process is started. */
export interface SpawnOptions {
  /** Its environment over the present one, from which everything that configures a hub is taken out. */
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  /** What its output holds once it is ready. Left out: it counts as ready when it has started. */
  readonly ready?: RegExp
  /** Default 30,000 ms. */
  readonly readyTimeoutMs?: number
}

/** A Node process under test. */
export interface TestProcess {
  readonly pid: number
  /** Standard output and error so far, in order of arrival. */
  output(): string
  /** Whether it still runs. */
  isRunning(): boolean
  /** Sends a signal and waits until it has ended; `SIGKILL` is the power cut. Fine when it has ended already. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** Waits for its end and returns its exit code; null when a signal ended it. */
  exit(): Promise<number | null>
}

/**
 * Has the child end when the channel to its parent breaks: that happens even when the parent is killed, so no test run
 * leaves a worker behind that takes the jobs of the next one.
 */
const endWithParent = `data:text/javascript,${encodeURIComponent(
  "process.on('disconnect', () => process.exit(1)); process.channel?.unref()",
)}`

/**
 * Starts a TypeScript entry in a Node process of its own and waits until it is ready. Throws with its output when it
 * ends before that or takes too long. It never outlives the process that started it.
 */
export async function spawnProcess(entry: string | URL, options: SpawnOptions = {}): Promise<TestProcess> {
  const file = entry instanceof URL || entry.startsWith('file:') ? fileURLToPath(entry) : entry
  const child = spawn(process.execPath, ['--import', endWithParent, file, ...(options.args ?? [])], {
    env: { ...cleanEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk.toString('utf8')
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const ended = once(child, 'close')
  await once(child, 'spawn')
  const { ready, readyTimeoutMs = 30_000 } = options
  if (ready !== undefined) {
    const settled = () => ready.test(output) || hasEnded(child)
    await until(settled, { timeoutMs: readyTimeoutMs, what: `${file} prints ${ready}` }).catch((error: unknown) => {
      child.kill('SIGKILL')
      throw new Error(`${file} (process ${child.pid}) did not become ready. It printed:\n${output}`, { cause: error })
    })
    if (!ready.test(output)) throw new Error(`${file} ended before it was ready. It printed:\n${output}`)
  }
  return {
    pid: child.pid ?? 0,
    output: () => output,
    isRunning: () => !hasEnded(child),
    async kill(signal = 'SIGKILL') {
      if (!hasEnded(child)) child.kill(signal)
      await ended
    },
    async exit() {
      await ended
      return child.exitCode
    },
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** What a process of its own needs: where things are, and nothing that vitest or a developer's shell set for a hub. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(THROUGHLINE_|VITEST|DATABASE_URL$|REDIS_URL$|HOST$|PORT$|LOG_LEVEL$|NODE_OPTIONS$|NODE_ENV$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
}
