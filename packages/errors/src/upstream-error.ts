import { ThroughlineError } from './throughline-error.ts'

/** Raised when a tool or a service the hub needs fails in a way that passes: try again with growing delays. */
export class UpstreamError extends ThroughlineError {
  readonly retry = 'backoff'
}
