import { ForbiddenError, UnauthorizedError } from '@throughline/errors'
import { authenticate, type Caller, type Hub } from '@throughline/hub'
import { equalSecrets } from '@throughline/platform'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { ApiEnv } from './http/endpoint.ts'

/** The cookie that keeps a browser signed in; it holds the token, so revoking the token ends the session. */
export const SESSION_COOKIE = 'throughline_session'

/** Calls that are sent with POST because they bring a document, and store nothing: a token that may read may make them. */
const STORES_NOTHING: ReadonlySet<string> = new Set(['/api/v1/plans/review', '/api/v1/plans/draft'])

/** Answers whom a token belongs to, or null for a token that nobody has. */
export type CallerOf = (token: string) => Promise<Caller | null>

/** Knows the tokens of the hub, and the configured admin token while there is one. */
export function callerLookup(hub: Hub, adminToken: string | null): CallerOf {
  return async (token) => {
    if (adminToken !== null && equalSecrets(token, adminToken)) return { name: 'admin', role: 'admin' }
    return authenticate(hub, token)
  }
}

/**
 * Lets a request pass only with a valid token: `Authorization: Bearer`, or else the session's cookie. A token of the
 * role read may only read. Throws UnauthorizedError, the same for a missing and an unknown token, and ForbiddenError.
 */
export function requireToken(callerOf: CallerOf): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const caller = await callerOfRequest(c, callerOf)
    if (caller === null) {
      throw new UnauthorizedError(
        'access.unauthorized',
        'Send a valid token as `Authorization: Bearer TOKEN`. An admin makes tokens with POST /api/v1/tokens.',
      )
    }
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD' || STORES_NOTHING.has(c.req.path)
    if (!reads && caller.role !== 'admin') {
      throw new ForbiddenError('access.read_only', 'This token may only read. Use a token with the role admin.')
    }
    if (!reads) refuseOtherSites(c)
    c.set('caller', caller)
    await next()
  }
}

/** Whoever sent the request; null without a valid token. */
export async function callerOfRequest(c: Context, callerOf: CallerOf): Promise<Caller | null> {
  const header = c.req.header('authorization')
  const token = header === undefined ? getCookie(c, SESSION_COOKIE) : /^bearer +(\S+) *$/i.exec(header)?.[1]
  return token === undefined || token === '' ? null : callerOf(token)
}

/**
 * Refuses a write that a page of another origin makes with the session's cookie. SameSite keeps other sites out, but
 * counts another port of the same host as the same site.
 */
export function refuseOtherSites(c: Context): void {
  if (c.req.header('authorization') !== undefined) return
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const isForeign =
    site === undefined
      ? origin !== undefined && originHost(origin) !== c.req.header('host')
      : site !== 'same-origin' && site !== 'none'
  if (isForeign) {
    throw new ForbiddenError('access.other_site', 'A page of another origin may not use this session. Send a token.')
  }
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
