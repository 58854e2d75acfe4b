import { ThroughlineError } from './throughline-error.ts'

/** Raised when a valid token’s role does not allow the call; a token with the admin role is needed. */
export class ForbiddenError extends ThroughlineError {
  readonly retry = 'never'
}
