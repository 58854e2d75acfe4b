import {
  AuthExpiredError,
  RateLimitedError,
  type ThroughlineError,
  UpstreamError,
  UpstreamRefusedError,
} from '@throughline/errors'
import type { EpochMs } from '@throughline/plan'
import { type HeaderReader, type HttpTarget, retryAfterMs, type SourceSettings } from '@throughline/source'
import { askedWait } from './quota/asked-wait.ts'

/** What Jira answered, as far as it decides what to do. */
export interface JiraAnswer {
  readonly status: number
  readonly header: HeaderReader
  /** Path of the request, without its query. */
  readonly path: string
  readonly deployment: SourceSettings['deployment']
}

/**
 * Tells what an answer other than 2xx means, from its status and headers alone: Jira translates its messages, and
 * rewords them.
 */
export function jiraFault(target: HttpTarget, answer: JiraAnswer, now: EpochMs): ThroughlineError {
  const { status, path } = answer
  const { connection, baseUrl } = target
  const details = { context: { connection, status, path } }
  const waitMs = retryAfterMs(answer.header, now)
  switch (status) {
    case 401:
      return new AuthExpiredError(
        'jira.unauthorized',
        answer.deployment === 'cloud'
          ? `Jira refused the e-mail and API token of connection ${connection} (401). Create a new token at id.atlassian.com and store it with PUT /connections/${connection}.`
          : `Jira refused the credentials of connection ${connection} (401). Create a personal access token in the profile of its account at ${baseUrl} and store it with PUT /connections/${connection}.`,
        details,
      )
    case 403:
      return new UpstreamRefusedError(
        'jira.forbidden',
        `Jira does not let the account of connection ${connection} do this (403). Sign in to ${baseUrl} with it once, and check that it may use Jira and browse the projects.`,
        details,
      )
    case 404:
      return new UpstreamRefusedError(
        'jira.not_found',
        `There is nothing at ${baseUrl}${path} (404). Check that baseUrl of connection ${connection} is the site itself, such as https://example.atlassian.net.`,
        details,
      )
    case 410:
      return new UpstreamRefusedError(
        'jira.endpoint_removed',
        `${baseUrl} no longer has ${path} (410). Update Throughline to a release that uses what replaced it.`,
        details,
      )
    case 429:
      return slowDown(target, details, answer.header, now)
    default:
      return status >= 500 || status === 408 || status === 425
        ? unavailable(target, details, status, waitMs)
        : new UpstreamRefusedError(
            'jira.refused_request',
            `Jira at ${baseUrl} refused ${path} (${status}). Check connection ${connection} with POST /connections/${connection}/check.`,
            details,
          )
  }
}

/** The error of a tool that hands out the same page for ever; `what` says of what, as in `of project EHR`. */
export function pagingLoop(connection: string, what: string): UpstreamError {
  return new UpstreamError(
    'jira.paging_loop',
    `Jira repeats a page ${what} without end, so connection ${connection} stopped reading it. It is tried again; report it to Atlassian if it lasts.`,
    { context: { connection } },
  )
}

function slowDown(
  { connection }: HttpTarget,
  details: { readonly context: object },
  header: HeaderReader,
  now: EpochMs,
): RateLimitedError {
  const { ms, isGuessed } = askedWait(header, now)
  return new RateLimitedError(
    'jira.rate_limited',
    `Jira asks connection ${connection} to slow down (429). It is tried again when Jira allows it.`,
    ms,
    { isGuessed, context: { ...details.context, reason: header('ratelimit-reason') } },
  )
}

function unavailable(target: HttpTarget, details: object, status: number, waitMs: number | null): ThroughlineError {
  const message = `Jira at ${target.baseUrl} is not available at present (${status}). It is tried again; see its status page if it lasts.`
  return waitMs === null
    ? new UpstreamError('jira.unavailable', message, details)
    : new RateLimitedError('jira.unavailable', message, waitMs, details)
}
