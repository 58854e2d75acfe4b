import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { ConflictError } from '@throughline/errors'
import type { ApiOptions } from './api.ts'
import { createApp } from './app.ts'

/** How long requests under way may take to end when the API closes, ms. */
const DRAIN_MS = 5_000
const IDLE_CHECK_MS = 50

/** Where the API listens, besides what it is made of. */
export interface ListenOptions extends Omit<ApiOptions, 'signal'> {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
}

/** A listening API. */
export interface RunningApi {
  /** Without a slash at the end, such as `http://127.0.0.1:4000`. */
  readonly url: string
  /** Takes no more requests, ends event streams, and waits up to 5 s for requests under way. */
  close(): Promise<void>
}

/** Starts to listen. Throws ConflictError when the address is taken or cannot be listened on. */
export async function startApi({ host, port, ...options }: ListenOptions): Promise<RunningApi> {
  const drain = new AbortController()
  const app = createApp({ ...options, signal: drain.signal })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  await listen(server, host, port)
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    async close() {
      drain.abort()
      // A connection that carried a request when the closing began is idle afterwards, and would be kept alive.
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
      const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
      await new Promise<void>((resolve) => server.close(() => resolve()))
      clearInterval(idle)
      clearTimeout(timer)
    },
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(listenError(cause, host, port)))
    server.listen(port, host, () => resolve())
  })
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): ConflictError {
  if (cause.code === 'EADDRINUSE') {
    const message = `Port ${port} of ${host} is taken. Stop what listens there, or set PORT to another.`
    return new ConflictError('api.port_taken', message, { cause })
  }
  const message = `The API cannot listen on ${host}, port ${port} (${cause.code ?? 'unknown reason'}). Set HOST and PORT.`
  return new ConflictError('api.cannot_listen', message, { cause })
}
