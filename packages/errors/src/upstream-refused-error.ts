import { ThroughlineError } from './throughline-error.ts'

/** Raised when a tool answers that the request can never work: unknown project, removed endpoint, refused address. */
export class UpstreamRefusedError extends ThroughlineError {
  readonly retry = 'never'
}
