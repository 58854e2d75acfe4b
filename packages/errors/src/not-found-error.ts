import { ThroughlineError } from './throughline-error.ts'

/** Raised when what was asked for does not exist, or may not be seen by who asks: the two look the same. */
export class NotFoundError extends ThroughlineError {
  readonly retry = 'never'
}
