import { AuthExpiredError, UpstreamError } from '@throughline/errors'
import type { EpochMs } from '@throughline/plan'
import {
  type CallOptions,
  HttpSession,
  readJson,
  type SourcePorts,
  type SourceSettings,
  serverTime,
} from '@throughline/source'
import type { SendRequestOptions } from 'jira.js/core'
import type { z } from 'zod'
import { jiraFault } from './fault.ts'
import { endpointOf } from './quota/endpoint.ts'
import { readQuota } from './quota/read-quota.ts'

/** A request in the words of jira.js: path, method, query and body, and the schema its answer must satisfy. */
export type JiraRequest<T> = Pick<SendRequestOptions, 'url' | 'method' | 'searchParams' | 'body'> & {
  readonly schema: z.ZodType<T>
}

/** An answer, and the time Jira's clock showed when it was given. */
export interface JiraResponse<T> {
  readonly data: T
  readonly serverTime: EpochMs
}

/**
 * Talks to one Jira site. Requests have the form that jira.js gives them, so its endpoint descriptions carry over, but
 * they travel over our session: jira.js 6 always uses the process's own `fetch`, where no address can be checked before
 * it is connected to; it hides the answer's headers, by which Jira's clock is read; it takes JSON that ends in the
 * middle for text; and it validates every field of every issue, so that one field Jira adds fails a whole page. Ours
 * validates what is used.
 */
export class JiraClient {
  readonly #session: HttpSession
  readonly #authorization: string
  readonly #clock: () => EpochMs
  readonly #deployment: SourceSettings['deployment']

  /** @throws UpstreamRefusedError for a base address, AuthExpiredError for a kind of credentials that cannot work. */
  constructor(settings: SourceSettings, ports: SourcePorts) {
    const { connection, baseUrl } = settings
    const { quotaShare } = settings
    const quota = { readQuota, ...(quotaShare === undefined ? {} : { quotaShare }) }
    this.#session = new HttpSession({ code: 'jira', name: 'Jira', connection, baseUrl }, ports, quota)
    this.#authorization = authorization(settings)
    this.#clock = ports.clock
    this.#deployment = settings.deployment
  }

  /** Where the API stands on the site; only Cloud has its version 3. */
  get api(): string {
    return this.#deployment === 'cloud' ? '/rest/api/3' : '/rest/api/2'
  }

  /** The site's address, without a slash at the end. */
  get baseUrl(): string {
    return this.#session.target.baseUrl
  }

  get connection(): string {
    return this.#session.target.connection
  }

  /**
   * Sends one request and reads its answer, with the retries of `HttpSession.call`.
   *
   * @throws the errors of {@link jiraFault}; `UpstreamError` `jira.unexpected_answer` when the answer has another shape
   *   than `schema`, which is tried again like a broken one.
   */
  request<T>(request: JiraRequest<T>, options: CallOptions): Promise<JiraResponse<T>> {
    const { target } = this.#session
    const url = new URL(`${target.baseUrl}${request.url}`)
    for (const [name, value] of Object.entries(request.searchParams ?? {})) url.searchParams.set(name, String(value))
    const body = request.body === undefined ? null : JSON.stringify(request.body)
    const method = request.method ?? 'GET'
    const resource = endpointOf(method, url.pathname)
    return this.#session.call({ ...options, resource }, async (fetch) => {
      const response = await fetch(url, {
        method,
        headers: {
          accept: 'application/json',
          authorization: this.#authorization,
          ...(body === null ? {} : { 'content-type': 'application/json' }),
        },
        body,
        signal: options.signal,
      })
      const header = (name: string) => response.headers.get(name)
      if (!response.ok) {
        await response.body?.cancel()
        const { status } = response
        throw jiraFault(target, { status, header, path: request.url, deployment: this.#deployment }, this.#clock())
      }
      const parsed = request.schema.safeParse(readJson(target, await response.text()))
      if (!parsed.success) {
        throw new UpstreamError(
          'jira.unexpected_answer',
          `Jira at ${target.baseUrl} answered ${request.url} in a form that is not Jira's. Check that baseUrl of connection ${target.connection} is a Jira site of the deployment that it names.`,
          { cause: parsed.error, context: { connection: target.connection, path: request.url } },
        )
      }
      return { data: parsed.data, serverTime: serverTime(header, this.#clock()) }
    })
  }

  close(): Promise<void> {
    return this.#session.close()
  }
}

function authorization({ auth, connection }: SourceSettings): string {
  switch (auth.type) {
    case 'basic':
      return `Basic ${Buffer.from(`${auth.email}:${auth.token}`, 'utf8').toString('base64')}`
    case 'bearer':
      return `Bearer ${auth.token}`
    case 'token':
    case 'app':
      throw new AuthExpiredError(
        'jira.auth_unsupported',
        `Connection ${connection} holds GitHub credentials. Store { type: "basic", email, token } for Jira with PUT /connections/${connection}.`,
      )
  }
}
