import {
  AuthExpiredError,
  ConflictError,
  ForbiddenError,
  InvariantError,
  NotFoundError,
  RateLimitedError,
  ThroughlineError,
  UnauthorizedError,
  UpstreamError,
  UpstreamRefusedError,
  ValidationError,
} from '@throughline/errors'
import { HttpError } from './http/http-error.ts'
import type { Problem } from './http/problem.schema.ts'

/** A problem document with the status and headers it is sent with. */
export interface Answer {
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>
}

type Row = readonly [status: number, title: string]

const INTERNAL: Row = [500, 'The hub has met an error of its own']

/** How each class of error is answered. The only place that knows. */
const TABLE: ReadonlyMap<unknown, Row> = new Map<unknown, Row>([
  [ValidationError, [400, 'The input is not acceptable']],
  [UnauthorizedError, [401, 'Valid credentials are needed']],
  [ForbiddenError, [403, 'The token does not allow this']],
  [NotFoundError, [404, 'There is no such thing']],
  [ConflictError, [409, 'What is stored forbids this']],
  [RateLimitedError, [503, 'The tool asks to be left alone for a while']],
  [UpstreamError, [502, 'The tool fails at the moment']],
  [UpstreamRefusedError, [502, 'The tool refuses the request']],
  [AuthExpiredError, [502, 'The tool refuses the stored credentials']],
  [InvariantError, INTERNAL],
])

const HTTP_TITLES: Readonly<Record<HttpError['status'], string>> = {
  404: 'There is no such call',
  405: 'The call does not take this method',
  413: 'The body is too large',
  415: 'The content type is not taken',
}

/** Whether the table has a row for a class of error. */
export function isTranslated(errorClass: unknown): boolean {
  return TABLE.has(errorClass)
}

/**
 * Turns any error into the problem document that is sent for it. An error that nobody raised on purpose shows nothing
 * of itself: the request id leads to it in the log.
 */
export function problemOf(error: unknown, requestId: string): Answer {
  if (error instanceof HttpError) {
    const { status, headers } = error
    return { problem: problem(error, status, HTTP_TITLES[status], requestId), headers }
  }
  const row = error instanceof ThroughlineError ? TABLE.get(error.constructor) : undefined
  if (!(error instanceof ThroughlineError) || row === undefined || row === INTERNAL) {
    const code = error instanceof InvariantError ? error.code : 'internal'
    const detail = `The hub met an error that nobody expected. Look for ${requestId} in its log, and report what stands there.`
    return { problem: { type: typeOf(code), title: INTERNAL[1], status: 500, detail, code, requestId }, headers: {} }
  }
  return { problem: problem(error, row[0], row[1], requestId), headers: headersOf(error) }
}

function problem(error: ThroughlineError, status: number, title: string, requestId: string): Problem {
  const { code, message: detail } = error
  const base = { type: typeOf(code), title, status, detail, code, requestId }
  return error instanceof ValidationError ? { ...base, errors: [...error.faults] } : base
}

function typeOf(code: string): string {
  return `https://throughline.dev/problems/${code}`
}

function headersOf(error: ThroughlineError): Record<string, string> {
  if (error instanceof UnauthorizedError) return { 'WWW-Authenticate': 'Bearer realm="throughline"' }
  if (error instanceof RateLimitedError && typeof error.retry === 'object') {
    return { 'Retry-After': String(Math.max(1, Math.ceil(error.retry.afterMs / 1_000))) }
  }
  return {}
}
