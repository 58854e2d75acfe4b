import { ThroughlineError, UpstreamError, ValidationError } from '@throughline/errors'
import { CommanderError } from 'commander'
import { ProblemError } from './hub/problem-error.ts'

/** What the process ends with. Scripts rely on these numbers. */
export const exitCodes = {
  ok: 0,
  /** The command ran, and its answer is a failure: a scope failed, the plan is invalid, a check found something. */
  failed: 1,
  /** Wrong use: unknown option, missing argument, unacceptable value, unreadable file, wrong configuration. */
  wrongUse: 2,
  /** The hub cannot be reached, or refuses the call. */
  refused: 3,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The table of exit codes, as `--help` shows it. */
export const exitCodeHelp = `Exit codes:
  0  done
  1  the answer is a failure: a sync failed, the plan is invalid, a check found something
  2  wrong use: unknown option, missing argument, unacceptable value, unreadable file
  3  the hub cannot be reached, or refuses the call`

/** The exit code of a failure. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.wrongUse
  if (error instanceof ThroughlineError && error.code === 'plan.invalid') return exitCodes.failed
  if (error instanceof ProblemError && error.problem.status === 400) return exitCodes.wrongUse
  if (error instanceof ProblemError || error instanceof UpstreamError) return exitCodes.refused
  if (error instanceof ValidationError) return exitCodes.wrongUse
  return exitCodes.failed
}
