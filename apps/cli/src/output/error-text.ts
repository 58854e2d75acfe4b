import { type Fault, ThroughlineError, ValidationError } from '@throughline/errors'
import { CommanderError } from 'commander'
import { ProblemError } from '../hub/problem-error.ts'

/** An error as a person reads it: what went wrong, what to do, and the faults with their lines. Never a stack trace. */
export function errorText(error: unknown): string {
  if (error instanceof ProblemError) {
    const { title, detail, errors = [], requestId } = error.problem
    const reference = error.problem.status >= 500 && requestId !== undefined ? `\n  request ${requestId}` : ''
    return `${title}.${detail === undefined ? '' : ` ${detail}`}\n${faultLines(errors)}`.trimEnd() + reference
  }
  if (error instanceof ValidationError) return `${error.message}\n${faultLines(error.faults)}`.trimEnd()
  if (error instanceof ThroughlineError) return error.message
  const message = error instanceof Error ? error.message : String(error)
  return `${message}\nThis is unexpected. LOG_LEVEL=debug shows where it happened.`
}

/** An error as one JSON object, in the form of a problem document. */
export function errorJson(error: unknown): object {
  if (error instanceof ProblemError) return error.problem
  const code = error instanceof ThroughlineError ? error.code : 'cli.unexpected'
  const detail = error instanceof Error ? error.message : String(error)
  const errors = error instanceof ValidationError && error.faults.length > 0 ? { errors: error.faults } : {}
  return { title: 'The command failed', code: error instanceof CommanderError ? 'cli.usage' : code, detail, ...errors }
}

/** Faults one a line: `line 14, column 9: unknown field`, or the pointer where the input has no lines. */
function faultLines(faults: readonly Fault[]): string {
  return faults.map((fault) => `  ${place(fault)}: ${fault.detail}\n`).join('')
}

function place({ line, column, pointer }: Fault): string {
  return line === undefined ? pointer : `line ${line}, column ${column ?? 1}`
}
