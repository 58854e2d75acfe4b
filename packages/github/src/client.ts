import { text } from 'node:stream/consumers'
import type { ReadableStream } from 'node:stream/web'
import { RequestError } from '@octokit/request-error'
import type { Octokit } from '@octokit/rest'
import { AuthExpiredError, ThroughlineError, UpstreamError } from '@throughline/errors'
import type { EpochMs } from '@throughline/plan'
import {
  type CallOptions,
  type HeaderReader,
  HttpSession,
  readJson,
  type SourcePorts,
  type SourceSettings,
  serverTime,
} from '@throughline/source'
import { z } from 'zod'
import { githubFault } from './fault.ts'
import { type PageLinks, readLinks } from './link-header.ts'
import { createOctokit } from './octokit.ts'
import { GithubQuota } from './quota.ts'

/** A request in Octokit's words: a route with its parameters. */
export interface GithubRequest<T> {
  /** Such as `GET /repos/{owner}/{repo}/issues`. */
  readonly route: string
  /** The repository asked about, which fills `owner` and `repo`; null outside one. */
  readonly scope: string | null
  /** What fills the route, and the query of a GET or the body of anything else. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** What the answer must be; another one is a fault, never the end of a list. */
  readonly schema: z.ZodType<T>
  /** Whether ids in the answer may be longer than a number holds: such come as text then. Default false. */
  readonly hasLongIds?: boolean
}

/** An answer with what its headers say. */
export interface GithubResponse<T> {
  readonly data: T
  readonly header: HeaderReader
  readonly links: PageLinks
  /** What identifies this answer, for {@link GithubClient.requestIfChanged}; null when GitHub gave none. */
  readonly etag: string | null
  /** The time GitHub's clock showed when it answered. */
  readonly serverTime: EpochMs
}

/** GitHub's word that an answer is still what it was; it costs nothing of the quota. */
export interface Unchanged {
  readonly data: null
  readonly serverTime: EpochMs
}

/** One page of any list; records are parsed one by one, so that a bad one does not fail its page. */
export const recordsSchema = z.array(z.unknown())

/** Talks to one GitHub API with one account. Octokit makes the requests; patience and address guard are the session's. */
export class GithubClient {
  readonly #session: HttpSession
  readonly #octokit: Octokit
  readonly #clock: () => EpochMs
  readonly #quota = new GithubQuota()
  /** Whether requests name the API's version: old GitHub Enterprise Servers refuse those they do not know. */
  #isVersioned = true

  /** @throws UpstreamRefusedError or AuthExpiredError for settings that cannot work. */
  constructor(settings: SourceSettings, ports: SourcePorts) {
    const { connection, baseUrl } = settings
    const { quotaShare } = settings
    this.#session = new HttpSession({ code: 'github', name: 'GitHub', connection, baseUrl }, ports, {
      readQuota: (answer, now) => this.#quota.read(answer, now),
      ...(quotaShare === undefined ? {} : { quotaShare }),
    })
    this.#octokit = createOctokit(settings, this.#session, ports.log, () => this.#isVersioned)
    this.#clock = ports.clock
  }

  get connection(): string {
    return this.#session.target.connection
  }

  /** Where people see what the API shows: github.com, or the host of a GitHub Enterprise Server. */
  get webUrl(): string {
    const { protocol, host } = new URL(this.#session.target.baseUrl)
    return `${protocol}//${host.replace(/^api\./, '')}`
  }

  /**
   * Sends one request and reads its answer, with the retries of `HttpSession.call`. An exchange of an app's key for a
   * token is not counted in the meter.
   *
   * @throws the errors of `githubFault`; `UpstreamError` `github.unexpected_answer` when the answer has another shape
   *   than `schema`: Octokit turns JSON that ends in the middle into an empty text with status 200.
   */
  async request<T>(request: GithubRequest<T>, options: CallOptions): Promise<GithubResponse<T>> {
    const answer = await this.#send(request, null, options)
    if (!('links' in answer)) throw this.#unexpected(request.route, 'not modified, which nobody asked')
    return answer
  }

  /**
   * As {@link GithubClient.request}, unless the answer is still the one that `etag` stands for: compare one and the same
   * address only. With `etag: null` the answer always comes.
   */
  requestIfChanged<T>(
    request: GithubRequest<T>,
    etag: string | null,
    options: CallOptions,
  ): Promise<GithubResponse<T> | Unchanged> {
    return this.#send(request, etag, options)
  }

  close(): Promise<void> {
    return this.#session.close()
  }

  #send<T>(
    { route, scope, parameters, schema, hasLongIds = false }: GithubRequest<T>,
    etag: string | null,
    options: CallOptions,
  ): Promise<GithubResponse<T> | Unchanged> {
    const [owner = '', repo = ''] = scope?.split('/') ?? []
    const filled = scope === null ? parameters : { owner, repo, ...parameters }
    const headers = etag === null ? {} : { 'if-none-match': etag }
    return this.#session.call(options, async (fetch) => {
      // Unparsed, because Octokit's own parser looks for big integers in every value and hides what it cannot read.
      const own = { fetch, signal: options.signal, parseSuccessResponseBody: false }
      const send = () => this.#octokit.request(route, { ...filled, headers, request: own })
      const response = await this.#unlessVersioned(send).catch((error: unknown) => {
        const unchanged = etag === null ? null : this.#unchanged(error)
        if (unchanged !== null) return unchanged
        throw this.#fault(error, scope)
      })
      if ('serverTime' in response) return response
      const header: HeaderReader = (name) => readHeader(response.headers, name)
      const body: ReadableStream | null = response.data
      const json = body === null ? '' : await text(body)
      const parsed = schema.safeParse(readJson(this.#session.target, hasLongIds ? withLongIds(json) : json))
      if (!parsed.success) throw this.#unexpected(route, parsed.error)
      return {
        data: parsed.data,
        header,
        links: readLinks(header('link')),
        etag: header('etag'),
        serverTime: serverTime(header, this.#clock()),
      }
    })
  }

  /** Sends once more without the version what was refused with 400; where that helps, the server knows no versions. */
  async #unlessVersioned<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send()
    } catch (error) {
      if (!this.#isVersioned || !(error instanceof RequestError) || error.status !== 400) throw error
      this.#isVersioned = false
      return send().catch((again: unknown) => {
        this.#isVersioned = true
        throw again
      })
    }
  }

  /** Octokit treats 304 as an error. */
  #unchanged(error: unknown): Unchanged | null {
    if (!(error instanceof RequestError) || error.status !== 304 || error.response === undefined) return null
    const { headers } = error.response
    return { data: null, serverTime: serverTime((name) => readHeader(headers, name), this.#clock()) }
  }

  #unexpected(route: string, cause: unknown): UpstreamError {
    const { baseUrl, connection } = this.#session.target
    return new UpstreamError(
      'github.unexpected_answer',
      `GitHub at ${baseUrl} answered ${route} in a form that is not GitHub's. Check that baseUrl of connection ${connection} is the root of its API.`,
      { cause, context: { connection, route } },
    )
  }

  #fault(error: unknown, scope: string | null): unknown {
    const { target } = this.#session
    if (error instanceof RequestError) {
      const { response } = error
      if (response === undefined) return error.cause ?? error
      const status = error.status
      if (/\/app\/installations\//.test(error.request.url) && status < 500 && status !== 429) {
        return new AuthExpiredError(
          'github.app_refused',
          `GitHub refused the app of connection ${target.connection} (${status}). Check appId, installationId and that the app is still installed, and store them with PUT /connections/${target.connection}.`,
          { context: { connection: target.connection, status } },
        )
      }
      const header: HeaderReader = (name) => readHeader(response.headers, name)
      const now = this.#clock()
      const limit = this.#quota.waitOf({ status, header }, documentationOf(response.data), now)
      // Only its body told what it is about, so that nobody else knows of the pause yet.
      if (limit !== null) this.#session.noteQuota(this.#quota.read({ status, header }, now))
      return githubFault(target, { status, header, scope, limit }, now)
    }
    return isKeyFault(error)
      ? new AuthExpiredError(
          'github.app_key',
          `The private key of connection ${target.connection} cannot sign. Download a new one from the app's settings on GitHub and store it with PUT /connections/${target.connection}.`,
          { context: { connection: target.connection } },
        )
      : error
  }
}

/** Headers come with lower-case names; absent, empty and undefined are one. */
function readHeader(headers: Readonly<Record<string, string | number | undefined>>, name: string): string | null {
  const value = headers[name]
  return value === undefined || value === '' ? null : String(value)
}

/** Within a text the quotes around `id` would be escaped, so nothing but a member is touched. */
function withLongIds(json: string): string {
  return json.replaceAll(/("id"\s*:\s*)(\d{16,})/g, '$1"$2"')
}

/** The page of GitHub's documentation that an error refers to: the one thing in its body that is meant for programs. */
function documentationOf(body: unknown): string | null {
  const url = typeof body === 'object' && body !== null && 'documentation_url' in body ? body.documentation_url : null
  return typeof url === 'string' ? url : null
}

/** Everything that is neither an answer nor ours nor the network's comes from signing with the app's key. */
function isKeyFault(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof ThroughlineError || error.name === 'AbortError') return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return error.name === 'DataError' || error.name === 'InvalidCharacterError' || /^ERR_(OSSL|CRYPTO)/.test(code)
}
