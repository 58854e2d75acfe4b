import { ThroughlineError } from './throughline-error.ts'

/** Raised when a caller of the hub shows no valid token. */
export class UnauthorizedError extends ThroughlineError {
  readonly retry = 'never'
}
