import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { WireEnv } from './gateway.ts'

/** A server that answers on the loopback interface. */
export interface Listening {
  /** E.g. `http://127.0.0.1:41234`, without a slash at the end. */
  readonly url: string
  /** Ends open connections at once; resolves when the port is free. */
  close(): Promise<void>
}

/**
 * Serves an application on 127.0.0.1.
 *
 * @param port 0 takes a free one.
 * @throws Error with code EADDRINUSE when the port is taken.
 */
export function listen(app: Hono<WireEnv>, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (address) => {
      resolve({ url: `http://127.0.0.1:${address.port}`, close: () => closeServer(server as Server) })
    })
    server.once('error', reject)
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
