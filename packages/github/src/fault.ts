import {
  AuthExpiredError,
  RateLimitedError,
  type ThroughlineError,
  UpstreamError,
  UpstreamRefusedError,
} from '@throughline/errors'
import type { EpochMs } from '@throughline/plan'
import { type HeaderReader, type HttpTarget, retryAfterMs } from '@throughline/source'
import type { GithubWait } from './quota.ts'

/** What GitHub answered, as far as it decides what to do. */
export interface GithubAnswer {
  readonly status: number
  readonly header: HeaderReader
  /** What was asked for, as `owner/repo`; null outside a repository. */
  readonly scope: string | null
  /** How long it asks to wait, see `GithubQuota.waitOf`; null when it is no limit. */
  readonly limit: GithubWait | null
}

/** Tells what an answer other than 2xx means, from its status and headers alone. */
export function githubFault(target: HttpTarget, answer: GithubAnswer, now: EpochMs): ThroughlineError {
  const { status, scope, header, limit } = answer
  const { connection, baseUrl } = target
  const details = { context: { connection, status, scope } }
  if (limit !== null) {
    return new RateLimitedError(
      'github.rate_limited',
      `GitHub asks connection ${connection} to slow down (${status}). It is tried again when GitHub allows it.`,
      limit.ms,
      { isGuessed: limit.isGuessed, context: { ...details.context, resource: header('x-ratelimit-resource') } },
    )
  }
  switch (status) {
    case 401:
      return new AuthExpiredError(
        'github.unauthorized',
        `GitHub refused the credentials of connection ${connection} (401). Create a new token with read access to issues and pull requests and store it with PUT /connections/${connection}.`,
        details,
      )
    case 403:
      return new UpstreamRefusedError(
        'github.forbidden',
        header('x-github-sso') === null
          ? `The credentials of connection ${connection} may not read ${scope ?? 'this'} (403). Give them read access to its issues and pull requests.`
          : `The organization of ${scope ?? 'this repository'} wants the token of connection ${connection} authorized for single sign-on (403). Do so under Settings, Developer settings, Tokens, Configure SSO.`,
        details,
      )
    case 404:
      return new UpstreamRefusedError(
        scope === null ? 'github.not_found' : 'github.unknown_repository',
        scope === null
          ? `There is no GitHub API at ${baseUrl} (404). Check baseUrl of connection ${connection}: https://api.github.com, or https://host/api/v3 for GitHub Enterprise Server.`
          : `GitHub has no repository ${scope}, or connection ${connection} may not see it. Check the scope’s spelling and that its credentials have read access.`,
        details,
      )
    case 410:
      return new UpstreamRefusedError(
        'github.gone',
        `GitHub says that this part of ${scope ?? baseUrl} is switched off (410).`,
        details,
      )
    default:
      return status >= 500 || status === 408 || status === 425
        ? unavailable(target, details, status, retryAfterMs(header, now))
        : new UpstreamRefusedError(
            'github.refused_request',
            `GitHub at ${baseUrl} refused a request about ${scope ?? 'the account'} (${status}). Check connection ${connection} with POST /connections/${connection}/check.`,
            details,
          )
  }
}

function unavailable(target: HttpTarget, details: object, status: number, waitMs: number | null): ThroughlineError {
  const message = `GitHub at ${target.baseUrl} is not available at present (${status}). It is tried again; see its status page if it lasts.`
  return waitMs === null
    ? new UpstreamError('github.unavailable', message, details)
    : new RateLimitedError('github.unavailable', message, waitMs, details)
}
