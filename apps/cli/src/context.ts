import type { Command } from 'commander'
import type { ExitCode } from './exit-code.ts'
import { exitCodes } from './exit-code.ts'
import { createClient, type HubClient } from './hub/client.ts'
import type { Io } from './io.ts'
import { type Paint, paintOf } from './output/paint.ts'

/** Options that every command takes. */
export interface CommonOptions {
  readonly json?: boolean
  readonly url?: string
  readonly token?: string
}

/** What a command works with. */
export interface Context {
  readonly io: Io
  readonly paint: Paint
  /** What the process will end with, unless an error decides. */
  exitCode: ExitCode
}

/** Starts a run of the command line. */
export function createContext(io: Io): Context {
  return { io, paint: paintOf(io), exitCode: exitCodes.ok }
}

/** The hub that `--url` and `--token`, or else the environment, name. */
export function clientOf({ io }: Context, options: CommonOptions): HubClient {
  return createClient({
    url: options.url ?? io.env.THROUGHLINE_URL ?? 'http://127.0.0.1:4000',
    token: options.token ?? io.env.THROUGHLINE_TOKEN ?? null,
  })
}

/** Writes an answer: as JSON when `--json` asks for it, else as the text that `render` makes. */
export function answer(context: Context, options: CommonOptions, value: unknown, render: () => string): void {
  context.io.out(options.json === true ? `${JSON.stringify(value, null, 2)}\n` : render())
}

/** Adds a command with examples below its help. */
export function addCommand(
  parent: Command,
  nameAndArguments: string,
  summary: string,
  examples: readonly string[],
): Command {
  return parent
    .command(nameAndArguments)
    .description(summary)
    .addHelpText(
      'after',
      `\nExamples:\n${examples.map((example) => `  $ ${example.includes('throughline ') ? example : `throughline ${example}`}`).join('\n')}`,
    )
}
