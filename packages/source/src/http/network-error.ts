import { ThroughlineError, UpstreamError, UpstreamRefusedError } from '@throughline/errors'
import type { HttpTarget } from './http-target.ts'

/** Failures before a connection stood: nobody is there, or nobody can be found. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name could not be looked up',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ETIMEDOUT: 'no connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
}

const INTERRUPTED: Readonly<Record<string, string>> = {
  ECONNRESET: 'connection reset',
  EPIPE: 'connection closed',
  UND_ERR_SOCKET: 'connection closed',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped in the middle',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'the answer ended too early',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer ended too early',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'the answer was too large',
}

/**
 * What a failed `fetch`, or the failed reading of its body, means. Our own errors found in the chain of causes (a
 * refused address) come out as they are.
 *
 * Returns `UpstreamError` `<code>.unreachable` or `<code>.interrupted` (a retry may help), `UpstreamRefusedError`
 * `<code>.certificate`, or `<code>.unreachable` for a port on the Fetch Standard's list of blocked ones (a person has to
 * act), or null when the failure is none of the network's: a bug to throw on.
 */
export function networkError(target: HttpTarget, failure: unknown): ThroughlineError | null {
  let code: string | null = null
  for (let error = failure, depth = 0; error instanceof Error && depth < 6; error = error.cause, depth += 1) {
    if (error instanceof ThroughlineError) return error
    if ('code' in error && typeof error.code === 'string') code = error.code
  }
  const details = { cause: failure, context: { connection: target.connection, code } }
  if (isForbiddenPort(failure)) {
    return new UpstreamRefusedError(
      `${target.code}.unreachable`,
      `Could not reach ${target.baseUrl}: its port is one that HTTP clients refuse. Correct baseUrl of connection ${target.connection}.`,
      details,
    )
  }
  const unreachable = UNREACHABLE[code ?? '']
  if (unreachable !== undefined) {
    return new UpstreamError(
      `${target.code}.unreachable`,
      `Could not reach ${target.baseUrl} (${unreachable}). Check baseUrl of connection ${target.connection} and that the tool is running.`,
      details,
    )
  }
  if (code !== null && /CERT|SELF_SIGNED|^ERR_TLS|UNABLE_TO_|^ERR_SSL|^EPROTO/.test(code)) {
    return new UpstreamRefusedError(
      `${target.code}.certificate`,
      `The TLS certificate of ${target.baseUrl} was not accepted (${code}). Correct it, or name your authority in NODE_EXTRA_CA_CERTS.`,
      details,
    )
  }
  if (code === null && !isFetchFailure(failure)) return null
  const reason = INTERRUPTED[code ?? ''] ?? code ?? 'connection closed'
  return new UpstreamError(
    `${target.code}.interrupted`,
    `${target.name} at ${target.baseUrl} broke off an answer (${reason}). Nothing is lost: it is tried again; check the tool, and any proxy before it, if it lasts.`,
    details,
  )
}

/** undici reports a socket that ended, and a body it could not decompress, as a TypeError with these words alone. */
function isFetchFailure(failure: unknown): boolean {
  return failure instanceof TypeError && (failure.message === 'fetch failed' || failure.message === 'terminated')
}

/** undici refuses such a port before it connects, and says so in these words alone. */
function isForbiddenPort(failure: unknown): boolean {
  return isFetchFailure(failure) && failure instanceof Error && isBadPort(failure.cause)
}

function isBadPort(cause: unknown): boolean {
  return cause instanceof Error && cause.message === 'bad port'
}
