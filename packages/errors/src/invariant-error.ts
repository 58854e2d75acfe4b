import { ThroughlineError } from './throughline-error.ts'

/** Raised when the hub finds its own state impossible: a bug. Nothing is stored; please report it with the code. */
export class InvariantError extends ThroughlineError {
  readonly retry = 'never'
}
