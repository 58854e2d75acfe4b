import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A part of a benchmark in a process of its own. */
export interface Child {
  /** The next line it prints; throws when it ends first. */
  line(): Promise<string>
  /** The most memory it ever held, in MiB, as Linux counts it. */
  peakMemoryMiB(): Promise<number>
  stop(): Promise<void>
}

/**
 * What `npm start` and `npm run worker` give Node: on a large machine it would otherwise let short-lived objects, of
 * which a sync makes many, take 100 MiB more before it collects them, and the heap grow by as much as it holds.
 */
const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=16', '--heap-growing-percent=40']

/** Starts a TypeScript file of this project. */
export function startChild(entry: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const file = fileURLToPath(new URL(entry, import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [...flags, file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error('The child has no output to read.')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async line() {
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`${entry} ended with code ${child.exitCode} before it answered.`)
      return value
    },
    async peakMemoryMiB() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
