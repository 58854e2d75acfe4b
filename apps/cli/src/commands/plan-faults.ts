import type { Fault } from '@throughline/errors'
import { ValidationError } from '@throughline/errors'
import type { CommonOptions, Context } from '../context.ts'
import { exitCodeOf, exitCodes } from '../exit-code.ts'
import { ProblemError } from '../hub/problem-error.ts'
import { errorJson, errorText } from '../output/error-text.ts'
import type { PlanFile } from './plan-file.ts'

/** Shows the faults of an invalid document, or of a file of values, as `file:line:column: what is wrong`; rethrows any other error. */
export function showFaults(
  context: Context,
  options: CommonOptions,
  file: Pick<PlanFile, 'placeOf'>,
  error: unknown,
): void {
  const faults =
    error instanceof ValidationError ? error.faults : error instanceof ProblemError ? error.problem.errors : undefined
  const isInvalid = exitCodeOf(error) === exitCodes.failed || (error instanceof ProblemError && FAULTY.has(error.code))
  if (!isInvalid || faults === undefined) throw error
  context.exitCode = exitCodes.failed
  if (options.json === true) context.io.out(`${JSON.stringify({ valid: false, ...errorJson(error) }, null, 2)}\n`)
  else
    context.io.err(
      faults.length === 0 ? `${errorText(error)}\n` : faults.map((fault) => faultLine(fault, file)).join(''),
    )
}

/** Codes of the hub for a text that its author has to correct. */
const FAULTY: ReadonlySet<string | undefined> = new Set(['plan.invalid', 'kpi.csv_invalid'])

function faultLine({ line, column, pointer, detail }: Fault, { placeOf }: Pick<PlanFile, 'placeOf'>): string {
  const place = placeOf(line ?? 1)
  const where = line === undefined ? `${place.name}: ${pointer}` : `${place.name}:${place.line}:${column ?? 1}`
  return `${where}: ${detail}\n`
}
