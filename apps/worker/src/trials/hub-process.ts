import { createTestDatabase, freePort, type Json, spawnProcess, type TestProcess } from '@throughline/testing'

/** The admin token of the hub under test. */
const ADMIN_TOKEN = 'admin-secret-3'

/** An answer of the hub, read to its end. */
interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: Json
}

/** A hub as people start it, in a process of its own, seen from outside only. */
export interface HubProcess {
  readonly process: TestProcess
  /** Everything it answered so far. */
  readonly answers: readonly string[]
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>
  close(): Promise<void>
}

/** Starts everything of a hub on a database of its own. */
export async function startHubProcess(env: Readonly<Record<string, string>>): Promise<HubProcess> {
  const database = await createTestDatabase()
  const port = await freePort()
  const hub = await spawnProcess(new URL('../../../cli/src/main.ts', import.meta.url), {
    args: ['start'],
    ready: /Throughline listens on/,
    env: {
      DATABASE_URL: database.url,
      PORT: String(port),
      THROUGHLINE_ADMIN_TOKEN: ADMIN_TOKEN,
      THROUGHLINE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      THROUGHLINE_ALLOW_PRIVATE_HOSTS: 'true',
      LOG_LEVEL: 'debug',
      ...env,
    },
  })
  const answers: string[] = []
  return {
    process: hub,
    answers,
    async ask(method, path, body, headers = {}) {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      answers.push(text)
      const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== ''
      return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined }
    },
    async close() {
      await hub.kill('SIGTERM')
      await database.drop()
    },
  }
}
