import { setTimeout as wait } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Clock } from './clock.ts'
import type { Fault, FaultBook } from './faults.ts'
import type { RecordedRequest, RequestLog, Tool } from './request-log.ts'
import { WireError } from './wire-error.ts'

/** What handlers of both tools find in their context. */
export interface WireEnv {
  Bindings: HttpBindings
  Variables: {
    request: RecordedRequest
    /** How many objects a handler has read, where the tool's limits count them. */
    objectsRead?: number
  }
}

/** A request's context. */
export type WireContext = Context<WireEnv>

/** What every request to either tool passes through. */
export interface GatewayPorts {
  readonly tool: Tool
  readonly clock: Clock
  readonly log: RequestLog
  readonly faults: FaultBook
  /** Delay before every answer, in milliseconds. */
  readonly latencyMs: number
  /** Aborted when the simulator closes, so that hanging requests end. */
  readonly closing: AbortSignal
  /** The tool's own words for an unexpected failure and for a path it does not serve. */
  readonly errorBody: (status: number, message: string) => unknown
}

const JSON_TYPE = 'application/json; charset=utf-8'
const LOGGED_HEADERS = ['accept', 'content-type', 'if-none-match', 'user-agent', 'x-github-api-version']

/**
 * Makes the application of one tool: request log, faults, latency and the `Date` header stand before its routes.
 *
 * @param before adds routes that none of this concerns.
 */
export function makeGateway(
  ports: GatewayPorts,
  before: (app: Hono<WireEnv>) => void = () => undefined,
): Hono<WireEnv> {
  const app = new Hono<WireEnv>()
  before(app)
  app.use('*', record(ports))
  app.use('*', strike(ports))
  app.notFound((c) => json(c, 404, ports.errorBody(404, 'Not Found')))
  app.onError((error, c) => {
    if (error instanceof WireError) return json(c, error.status, error.body, error.headers)
    return json(c, 500, ports.errorBody(500, `the simulator failed: ${error.message}`))
  })
  return app
}

/** Answers with a value as JSON. */
export function json(c: WireContext, status: number, value: unknown, headers: Readonly<Record<string, string>> = {}) {
  return jsonText(c, status, JSON.stringify(value), headers)
}

/** Answers with text that is JSON already. */
export function jsonText(c: WireContext, status: number, text: string, headers: Readonly<Record<string, string>> = {}) {
  return c.body(text, status as ContentfulStatusCode, { 'content-type': JSON_TYPE, ...headers })
}

/** Registers a handler under the path template that the vendor's description uses, e.g. `/repos/{owner}/{repo}`. */
export function serveEndpoint(
  app: Hono<WireEnv>,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  handler: (c: WireContext) => Response | Promise<Response>,
  described: string = path,
): void {
  const name = `${method} ${described}`
  app.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) => {
    c.get('request').endpoint = name
    return handler(c)
  })
}

function record(ports: GatewayPorts): MiddlewareHandler<WireEnv> {
  return async (c, next) => {
    const url = new URL(c.req.url)
    const text = c.req.method === 'GET' ? '' : await c.req.text()
    const request: RecordedRequest = {
      tool: ports.tool,
      method: c.req.method,
      path: url.pathname,
      query: queryOf(url.searchParams),
      body: text === '' ? null : parsedOrText(text),
      headers: Object.fromEntries(
        LOGGED_HEADERS.flatMap((name) => {
          const value = c.req.header(name)
          return value === undefined ? [] : [[name, value]]
        }),
      ),
      endpoint: null,
      status: null,
      at: ports.clock(),
      fault: null,
    }
    ports.log.add(request)
    c.set('request', request)
    c.header('Date', new Date(request.at).toUTCString())
    await next()
    if (request.fault !== 'cut' && request.fault !== 'reset' && request.fault !== 'hang') request.status = c.res.status
    ports.log.count(request)
  }
}

function strike(ports: GatewayPorts): MiddlewareHandler<WireEnv> {
  return async (c, next) => {
    if (ports.latencyMs > 0) await wait(ports.latencyMs)
    const request = c.get('request')
    const search = c.req.url.split('?', 2)[1] ?? ''
    const fault = ports.faults.take({ tool: ports.tool, method: request.method, path: request.path, search })
    if (fault === null) return next()
    const kind = fault.kind ?? 'respond'
    request.fault = kind
    switch (kind) {
      case 'respond':
        return respond(c, fault)
      case 'truncate': {
        await next()
        const half = halfOf(await c.res.text())
        c.res = new Response(half, { status: c.res.status, headers: c.res.headers })
        return
      }
      case 'cut': {
        await next()
        const { outgoing } = c.env
        const text = await c.res.text()
        const headers = { ...Object.fromEntries(c.res.headers), 'content-length': String(Buffer.byteLength(text)) }
        outgoing.writeHead(c.res.status, headers)
        outgoing.write(halfOf(text), () => outgoing.destroy())
        // Emptied first: assigning would otherwise merge the headers just written into the mark.
        c.res = undefined
        c.res = RESPONSE_ALREADY_SENT
        return
      }
      case 'reset':
        c.env.incoming.socket.destroy()
        return RESPONSE_ALREADY_SENT
      case 'hang':
        await untilEither(c.env.incoming.socket, ports.closing)
        return RESPONSE_ALREADY_SENT
    }
  }
}

function respond(c: WireContext, fault: Fault): Response {
  const body = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? { message: 'Injected fault' })
  return c.body(body, (fault.status ?? 500) as ContentfulStatusCode, { 'content-type': JSON_TYPE, ...fault.headers })
}

function halfOf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2))
}

function untilEither(socket: HttpBindings['incoming']['socket'], closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed || closing.aborted) {
      resolve()
      return
    }
    socket.once('close', () => resolve())
    closing.addEventListener('abort', () => resolve(), { once: true })
  })
}

function queryOf(parameters: URLSearchParams): Record<string, string | readonly string[]> {
  const query: Record<string, string | readonly string[]> = {}
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name)
    query[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return query
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Kept as it came: what a client wrongly sends is worth seeing in the log.
    return text
  }
}
