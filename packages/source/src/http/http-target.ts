import { UpstreamRefusedError } from '@throughline/errors'

/** Who is being talked to, for messages and error codes. */
export interface HttpTarget {
  /** First part of error codes: `jira`, `github`. */
  readonly code: string
  /** The tool's name in messages: `Jira`, `GitHub`. */
  readonly name: string
  /** Id of the connection. */
  readonly connection: string
  /** Where the tool's API stands, without a slash at the end. */
  readonly baseUrl: string
}

/**
 * Checks a connection's base address and writes it in one way: no slash at the end, no query.
 *
 * @throws UpstreamRefusedError `<code>.bad_base_url` when it is no http(s) address or carries a user name; a person has
 *   to correct it.
 */
export function httpTarget(target: HttpTarget): HttpTarget {
  const url = URL.canParse(target.baseUrl) ? new URL(target.baseUrl) : null
  // The message leaves the address out: one with a password in it is exactly what ends here.
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new UpstreamRefusedError(
      `${target.code}.bad_base_url`,
      `The baseUrl of connection ${target.connection} is not usable. Give an address such as https://host/path, http or https, without a user name.`,
    )
  }
  return { ...target, baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, '') }
}
