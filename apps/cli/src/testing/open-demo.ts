import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, type Json, spawnProcess } from '@throughline/testing'
import { runCli } from '../run.ts'
import { capturedIo } from './captured-io.ts'

const entry = new URL('../main.ts', import.meta.url)

/** The plan of the demo. */
export const plan = 'ehr-rollout'

/** What a call of the command line came to. */
interface Ended {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** A demo in a process of its own: a hub with connections, work and a plan, and tools that can be pulled from. */
export interface Demo {
  /** For files of tests; the demo keeps its own there too. */
  readonly folder: string
  /** The variables of the environment by which the command line finds the demo. */
  readonly env: { readonly THROUGHLINE_URL: string; readonly THROUGHLINE_TOKEN: string }
  /** What the demo printed so far. */
  output(): string
  /** Runs the command line against the demo; with `answers`, somebody sits at it, as {@link capturedIo} says. */
  run(
    args: readonly string[],
    more?: NodeJS.ProcessEnv,
    input?: string,
    answers?: readonly string[] | null,
  ): Promise<Ended>
  /** The same with `--json`; `answer` is what it printed. */
  runJson(
    args: readonly string[],
  ): Promise<{ readonly exitCode: number; readonly stderr: string; readonly answer: Json }>
  close(): Promise<void>
}

/** Starts a demo on a database of its own and waits until its numbers are there, for some seconds. */
export async function openDemo(): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-cli-'))
  const database = await createTestDatabase()
  const clear = async () => {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
  const demo = await spawnProcess(entry, {
    args: ['demo', '--port', '0'],
    env: { DATABASE_URL: database.url, THROUGHLINE_DATA_DIR: folder, NO_COLOR: '1' },
    ready: /Ctrl-C ends the demo/,
    readyTimeoutMs: 80_000,
  }).catch(async (error: unknown) => {
    await clear()
    throw error
  })
  const [, url = '', token = ''] = /export THROUGHLINE_URL=(\S+) THROUGHLINE_TOKEN=(\S+)/.exec(demo.output()) ?? []
  const env = { THROUGHLINE_URL: url, THROUGHLINE_TOKEN: token }

  async function run(
    args: readonly string[],
    more: NodeJS.ProcessEnv = {},
    input = '',
    answers: readonly string[] | null = null,
  ): Promise<Ended> {
    const io = capturedIo({ ...env, ...more }, input, answers)
    const exitCode = await runCli(args, io)
    return { exitCode, stdout: io.stdout(), stderr: io.stderr() }
  }

  return {
    folder,
    env,
    output: demo.output,
    run,
    async runJson(args) {
      const { exitCode, stdout, stderr } = await run([...args, '--json'])
      return { exitCode, stderr, answer: JSON.parse(stdout) }
    },
    async close() {
      await demo.kill('SIGTERM')
      await clear()
    },
  }
}
