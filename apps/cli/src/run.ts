import { CommanderError } from 'commander'
import { createContext } from './context.ts'
import { type ExitCode, exitCodeOf } from './exit-code.ts'
import type { Io } from './io.ts'
import { errorJson, errorText } from './output/error-text.ts'
import { createProgram } from './program.ts'

/**
 * Runs the command line with its arguments (without node and script) and answers the exit code. Never throws: errors
 * are printed, as JSON when `--json` is among the arguments, with a stack only when LOG_LEVEL is debug or trace.
 */
export async function runCli(args: readonly string[], io: Io): Promise<ExitCode> {
  const context = createContext(io)
  try {
    await createProgram(context).parseAsync([...args], { from: 'user' })
    return context.exitCode
  } catch (error) {
    // Commander has printed its own already, help included.
    if (!(error instanceof CommanderError)) show(error, args, io)
    return exitCodeOf(error)
  }
}

function show(error: unknown, args: readonly string[], io: Io): void {
  io.err(args.includes('--json') ? `${JSON.stringify(errorJson(error))}\n` : `${errorText(error)}\n`)
  const isVerbose = ['debug', 'trace'].includes(io.env.LOG_LEVEL ?? '')
  if (isVerbose && error instanceof Error) io.err(`${error.stack ?? error.message}\n${causes(error)}`)
}

function causes(error: Error): string {
  const { cause } = error
  return cause instanceof Error ? `caused by ${cause.stack ?? cause.message}\n${causes(cause)}` : ''
}
