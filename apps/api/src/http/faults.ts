import type { z } from '@hono/zod-openapi'
import { type Fault, ValidationError } from '@throughline/errors'

type Issue = z.core.$ZodIssue

/**
 * Checks a value against a schema; answers what the schema makes of it. Throws ValidationError `request.invalid` with a
 * fault for everything that is wrong, each with a JSON pointer. Values are never repeated: they may be secrets.
 */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, []))
  throw refusal(what, faults)
}

/** The error for a part of a request with these faults; `what` names the part, such as `The body`. */
export function refusal(what: string, faults: readonly Fault[]): ValidationError {
  const [first] = faults
  const where = first === undefined || first.pointer === '' ? '' : ` at ${first.pointer}`
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
  return new ValidationError(
    'request.invalid',
    `${what} is not acceptable${where}: ${first?.detail ?? 'it has the wrong form'}${more}.`,
    faults,
  )
}

function faultsOf(issue: Issue, above: readonly PropertyKey[]): Fault[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...path, key]), detail: `${key} is unknown here` }))
  }
  if (issue.code === 'invalid_union') {
    const nearest = nearestBranch(issue.errors)
    if (nearest !== null) return nearest.flatMap((inner) => faultsOf(inner, path))
  }
  return [{ pointer: pointerTo(path), detail: issue.message }]
}

/** The branch of a union that was most likely meant: the one whose faults lie deepest; null when all fail at the top. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const deep = branches.filter((issues) => issues.some((issue) => issue.path.length > 0))
  return deep.toSorted((one, other) => one.length - other.length)[0] ?? null
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
