import { UpstreamError, ValidationError } from '@throughline/errors'
import { readEvents, type ServerEvent } from './events.ts'
import { type Problem, ProblemError } from './problem-error.ts'

/** Where the hub is and who asks. */
export interface ClientOptions {
  /** Address of the hub, without `/api/v1`. */
  readonly url: string
  readonly token: string | null
}

/** Values of a query; those that are undefined are left out. */
type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** A call besides its method and path. */
interface Call {
  readonly query?: Query
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is, under its media type. */
  readonly text?: { readonly type: string; readonly body: string }
  readonly accept?: string
  readonly signal?: AbortSignal
}

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'

/** A page of a list of the hub. */
interface PageAnswer<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/**
 * A hub, over its HTTP API. Paths are below `/api/v1`. Every call throws ProblemError for an answer that is a problem
 * document, and UpstreamError (`cli.unreachable`) when nobody answers.
 */
export interface HubClient {
  readonly url: string
  /** The answer's JSON, which the caller knows the shape of. */
  json<T>(method: Method, path: string, call?: Call): Promise<T>
  text(method: Method, path: string, call?: Call): Promise<string>
  /** Server-sent events until the hub ends them. */
  events(path: string, signal?: AbortSignal): AsyncIterable<ServerEvent>
  /** A list from its beginning, over as many pages as it takes to have `max` of it. */
  list<T>(path: string, query: Query, max: number): Promise<T[]>
  /** Status of a path outside `/api/v1`, such as `/readyz`. */
  status(path: string): Promise<number>
}

/** The largest page the hub gives. */
const PAGE_MAX = 200

/** Makes a client; nothing is connected yet. Throws ValidationError for an address that is none. */
export function createClient(options: ClientOptions): HubClient {
  const base = baseOf(options.url)
  const send = async (method: Method, path: string, call: Call = {}): Promise<Response> => {
    const response = await reach(new URL(`api/v1${path}${queryText(call.query)}`, base), {
      method,
      headers: headersOf(options.token, call),
      body: call.text?.body ?? (call.json === undefined ? null : JSON.stringify(call.json)),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    })
    if (!response.ok) throw await problemOf(response)
    return response
  }
  const client: HubClient = {
    url: base.href.replace(/\/$/, ''),
    json: async <T>(method: Method, path: string, call?: Call) => {
      const response = await send(method, path, call)
      return (response.status === 204 ? null : await response.json()) as T
    },
    text: async (method, path, call) => (await send(method, path, call)).text(),
    async *events(path, signal) {
      const call = { accept: 'text/event-stream', ...(signal === undefined ? {} : { signal }) }
      const { body } = await send('GET', path, call)
      if (body !== null) yield* readEvents(body)
    },
    async list<T>(path: string, query: Query, max: number) {
      const found: T[] = []
      let cursor: string | undefined
      do {
        const limit = Math.min(PAGE_MAX, max - found.length)
        const page = await client.json<PageAnswer<T>>('GET', path, { query: { ...query, limit, cursor } })
        found.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined && found.length < max)
      return found
    },
    status: async (path) => {
      const response = await reach(new URL(path.replace(/^\//, ''), base), {})
      await response.body?.cancel()
      return response.status
    },
  }
  return client
}

function baseOf(url: string): URL {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ValidationError(
      'cli.url',
      `“${url}” is no address of a hub. Write it as http://127.0.0.1:4000, in --url or THROUGHLINE_URL.`,
    )
  }
  return new URL(url.endsWith('/') ? url : `${url}/`)
}

async function reach(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    init.signal?.throwIfAborted()
    throw new UpstreamError(
      'cli.unreachable',
      `No hub answers at ${url.origin}. Start one with "npx throughline start", or name another with --url or THROUGHLINE_URL.`,
      { cause },
    )
  }
}

function headersOf(token: string | null, call: Call): Record<string, string> {
  const type = call.text?.type ?? (call.json === undefined ? undefined : 'application/json')
  return {
    accept: call.accept ?? 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(type === undefined ? {} : { 'content-type': type }),
  }
}

function queryText(query: Query = {}): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value))
  return given.size === 0 ? '' : `?${given}`
}

async function problemOf(response: Response): Promise<ProblemError> {
  const { status } = response
  const plain: Problem = { title: `The hub answered with HTTP ${status}`, status }
  const text = await response.text()
  const problem = response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as Problem) : plain
  if (status !== 401) return new ProblemError(problem)
  const hint = 'Set THROUGHLINE_TOKEN to a token of this hub; "throughline start" prints the first one once.'
  return new ProblemError({ ...problem, detail: hint })
}
