import { type ErrorDetails, type Fault, ThroughlineError } from './throughline-error.ts'

/** Raised when an input is not acceptable; lists every fault found, with its place. Its author has to change it. */
export class ValidationError extends ThroughlineError {
  readonly retry = 'never'
  readonly faults: readonly Fault[]

  constructor(code: string, message: string, faults: readonly Fault[] = [], details: ErrorDetails = {}) {
    super(code, message, details)
    this.faults = faults
  }
}
