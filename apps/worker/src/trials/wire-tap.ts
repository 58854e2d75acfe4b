import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** JSON by its fields, of whichever endpoint. A list is of this type too: `Array.isArray` tells. */
type JsonFields = Readonly<Record<string, unknown>>

/** An answer of a tool on its way to the hub. */
interface TappedAnswer {
  readonly method: string
  /** Path with query, as sent. */
  readonly path: string
  /** The JSON that was sent; null where none was. */
  readonly sent: JsonFields | null
  /** The JSON that the tool answered. */
  readonly json: JsonFields
}

/** Changes an answer; what it returns is sent instead, with status 200, unless it is the very same. */
export type Alter = (answer: TappedAnswer) => unknown

/** Stands between a hub and a tool. */
export interface WireTap {
  /** The tool's address as the hub shall know it. */
  readonly url: string
  /** Changes every answer from now on; null lets them pass as they are. */
  alter(how: Alter | null): void
  close(): Promise<void>
}

const hopByHop = new Set(['connection', 'content-length', 'content-encoding', 'transfer-encoding', 'keep-alive'])

/** Lets a test say things in a tool's name that no simulator would: records of wrong types, texts that nobody can store. */
export async function tapWire(target: string): Promise<WireTap> {
  let alter: Alter | null = null
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url: path = '/' } = request
    const sent = await text(request)
    const answer = await fetch(`${target}${path}`, {
      method,
      headers: Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' && name !== 'host' && !hopByHop.has(name) ? [[name, value] as [string, string]] : [],
      ),
      redirect: 'manual',
      ...(sent === '' ? {} : { body: sent }),
    })
    const body = await answer.text()
    const headers = [...answer.headers].filter(([name]) => !hopByHop.has(name))
    const json = alter === null || !/json/.test(answer.headers.get('content-type') ?? '') ? null : parse(body)
    const altered = alter === null || json === null ? json : alter({ method, path, sent: parse(sent), json })
    response.writeHead(altered === json ? answer.status : 200, Object.fromEntries(headers))
    response.end(altered === json ? body : JSON.stringify(altered))
  }
  const server = createServer((request, response) => {
    // What breaks behind the tap breaks before it.
    pass(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The tap listens nowhere.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    alter(how) {
      alter = how
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Null for what is no JSON: faults are sent as JSON too, and some of it is broken. */
function parse(body: string): JsonFields | null {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
