import { timingSafeEqual } from 'node:crypto'
import type { WireContext } from '../http/gateway.ts'
import { WireError } from '../http/wire-error.ts'

/** The e-mail and API token that the simulated Jira accepts; `token` is null once revoked. */
export interface JiraCredentials {
  readonly email: string
  token: string | null
}

/**
 * Lets a request through that carries the right Basic credentials.
 *
 * @throws WireError 401 otherwise, without saying what was wrong, as Jira does.
 */
export function checkJiraAuth(c: WireContext, credentials: JiraCredentials): void {
  const given = /^Basic (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const expected = credentials.token === null ? null : `${credentials.email}:${credentials.token}`
  if (given === undefined || expected === null || !same(Buffer.from(given, 'base64'), Buffer.from(expected))) {
    throw new WireError(
      401,
      { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
      {
        'www-authenticate': 'OAuth realm="https%3A%2F%2Fjira.example"',
        ...(given === undefined ? {} : { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }),
      },
    )
  }
}

function same(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
