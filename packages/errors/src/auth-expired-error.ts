import { ThroughlineError } from './throughline-error.ts'

/** Raised when Jira or GitHub refuses the stored credentials. A person has to renew them; retrying only locks accounts. */
export class AuthExpiredError extends ThroughlineError {
  readonly retry = 'never'
}
