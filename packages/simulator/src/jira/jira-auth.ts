import { timingSafeEqual } from 'node:crypto'
import type { WireContext } from '../http/gateway.ts'
import { WireError } from '../http/wire-error.ts'
import type { JiraDeployment } from './jira-site.ts'

/** The name and token that the simulated Jira accepts; `token` is null once revoked. */
export interface JiraCredentials {
  /** E-mail address on Cloud, user name on Data Center. */
  readonly email: string
  token: string | null
}

/**
 * Lets a request through that carries the right credentials: Basic with the token, on Data Center also the token alone
 * as Bearer.
 *
 * @throws WireError 401 otherwise, without saying what was wrong, as Jira does.
 */
export function checkJiraAuth(c: WireContext, credentials: JiraCredentials, deployment: JiraDeployment): void {
  const [, scheme = '', given = ''] = /^(\S+) (.+)$/.exec(c.req.header('authorization') ?? '') ?? []
  const { email, token } = credentials
  const isBasic = scheme.toLowerCase() === 'basic'
  const isBearer = scheme.toLowerCase() === 'bearer' && deployment === 'data-center'
  if (token !== null && isBasic && same(Buffer.from(given, 'base64'), Buffer.from(`${email}:${token}`))) return
  if (token !== null && isBearer && same(Buffer.from(given), Buffer.from(token))) return
  throw new WireError(
    401,
    { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
    {
      'www-authenticate': 'OAuth realm="https%3A%2F%2Fjira.example"',
      ...(isBasic ? { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' } : {}),
    },
  )
}

function same(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
