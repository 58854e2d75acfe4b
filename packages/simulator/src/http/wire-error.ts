/** An answer other than the one asked for, as the vendor words it; the server turns it into the response. */
export class WireError extends Error {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`answered with status ${status}`)
    this.name = 'WireError'
    this.status = status
    this.body = body
    this.headers = headers
  }
}
