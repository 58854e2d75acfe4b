import { ThroughlineError } from './throughline-error.ts'

/** Raised when the request is sound but what is stored forbids it; change one of the two. */
export class ConflictError extends ThroughlineError {
  readonly retry = 'never'
}
