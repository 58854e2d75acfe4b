import { ThroughlineError } from '@throughline/errors'

/** The faults that exist only because the hub is asked over HTTP. */
export type HttpErrorStatus = 404 | 405 | 413 | 415

/** Raised when a request cannot be understood as one of the API's calls. Its sender has to change it. */
export class HttpError extends ThroughlineError {
  readonly retry = 'never'
  readonly status: HttpErrorStatus
  /** Headers that the answer needs, such as `Allow`. */
  readonly headers: Readonly<Record<string, string>>

  constructor(status: HttpErrorStatus, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(code, message)
    this.status = status
    this.headers = headers
  }
}
