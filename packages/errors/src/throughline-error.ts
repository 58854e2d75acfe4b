/**
 * What the caller should do about a failure: never try again, try again with growing delays, or try again after
 * exactly this many milliseconds. Where nobody asked for that wait it `isGuessed`: then it is the least, and grows.
 */
export type Retry = 'never' | 'backoff' | { readonly afterMs: number; readonly isGuessed?: boolean }

/** One fault in an input, at a place its author can find. */
export interface Fault {
  /** JSON pointer into the input, such as `/objectives/0/deliverables/2/due`. */
  readonly pointer: string
  /** What is wrong and what was meant, as a sentence. */
  readonly detail: string
  /** 1-based line of the input's text, where it has one. */
  readonly line?: number
  /** 1-based column of the input's text, where it has one. */
  readonly column?: number
}

/** What every error may carry besides its message. */
export interface ErrorDetails {
  /** The failure below this one; logged, never sent to a client. */
  readonly cause?: unknown
  /** Ids and numbers for the log. Never a secret, never a payload. */
  readonly context?: Readonly<Record<string, unknown>>
}

/**
 * The base of every failure the hub raises on purpose.
 *
 * `message` is written for the person who has to act: it says what went wrong and what to do, and holds no secret, so
 * it may be shown and logged. `code` is stable (`jira.unauthorized`, `plan.invalid`) and documented in
 * docs/failure-modes.md. Subclasses differ by what the caller does about them; each lives in a file of its own.
 */
export abstract class ThroughlineError extends Error {
  readonly code: string
  readonly context: Readonly<Record<string, unknown>>
  abstract readonly retry: Retry

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = new.target.name
    this.code = code
    this.context = details.context ?? {}
  }
}
