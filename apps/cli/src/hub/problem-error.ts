import { type Fault, ThroughlineError } from '@throughline/errors'

/** An RFC 9457 problem document, as the hub answers it. */
export interface Problem {
  readonly type?: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly code?: string
  readonly requestId?: string
  readonly errors?: readonly Fault[]
}

/** Raised when the hub answers with a problem document: its own words are shown. Trying again as such does not help. */
export class ProblemError extends ThroughlineError {
  readonly retry = 'never'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code ?? 'hub.refused', problem.detail ?? problem.title)
    this.problem = problem
  }
}

/** Whether the hub says that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 404
}
