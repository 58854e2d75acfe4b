import { randomBytes } from 'node:crypto'
import { type Hub, openHub, relateItems, runScope } from '@throughline/hub'
import { createLogger, createVault } from '@throughline/platform'
import type { Json } from '@throughline/testing'
import { createApp } from '../app.ts'
import type { ApiApp } from '../http/endpoint.ts'

/** The admin token of every test API. */
export const ADMIN_TOKEN = 'admin-token-of-the-tests'

/** Now, for the hub of a test: a Monday. */
export const NOW = Date.parse('2026-11-23T10:00:00Z')

/** How a test asks. `token: null` sends none; default the admin token. */
interface Asking {
  readonly token?: string | null
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer, read to its end. */
interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  readonly json: Json
}

/** An API over a real hub, with everything it ever said kept for looking at. */
export interface TestApi {
  readonly app: ApiApp
  readonly hub: Hub
  readonly replies: readonly Reply[]
  readonly logLines: readonly string[]
  /** Asks below `/api/v1`. */
  ask(method: string, path: string, asking?: Asking): Promise<Reply>
  /** Asks anywhere. */
  askRoot(method: string, path: string, asking?: Asking): Promise<Reply>
  /** Does the work of a sync in place of a worker. */
  work(sync: string, scopes: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Opens a hub on a database and an API over it; the hub believes it is `now`, epoch ms, or goes by a clock. */
export async function openTestApi(databaseUrl: string, now: number | (() => number) = NOW): Promise<TestApi> {
  const logLines: string[] = []
  const replies: Reply[] = []
  const log = createLogger({ level: 'debug', destination: { write: (line: string) => void logLines.push(line) } })
  const { hub, close } = await openHub({
    databaseUrl,
    redisUrl: null,
    vault: createVault(randomBytes(32)),
    clock: typeof now === 'number' ? () => now : now,
    log,
    allowPrivateHosts: true,
    syncEveryMinutes: 15,
    weeklyReportAt: '0 6 * * 1',
  })
  const app = createApp({ hub, adminToken: ADMIN_TOKEN, log })

  async function askRoot(method: string, path: string, { token = ADMIN_TOKEN, body, headers = {} }: Asking = {}) {
    const response = await app.request(path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    const json: unknown = isJson && text !== '' ? JSON.parse(text) : undefined
    const reply = { status: response.status, headers: response.headers, text, json }
    replies.push(reply)
    return reply
  }

  return {
    app,
    hub,
    replies,
    logLines,
    ask: (method, path, asking) => askRoot(method, `/api/v1${path}`, asking),
    askRoot,
    async work(sync, scopes) {
      for (const scope of scopes) {
        await runScope(hub, { sync, scope }, { signal: new AbortController().signal, lastAttempt: true })
      }
      await relateItems(hub)
    },
    close,
  }
}
