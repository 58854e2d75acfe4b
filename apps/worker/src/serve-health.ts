import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Hub, health } from '@throughline/hub'
import type { Registry } from 'prom-client'

/**
 * Answers `/healthz` (200 while database and queues answer, else 503) and `/metrics` (Prometheus). Port 0 takes any free
 * port. It is for the machine's own monitoring: listen on loopback, or behind what keeps others out.
 */
export async function serveHealth(options: {
  readonly host: string
  readonly port: number
  readonly hub: Hub
  readonly metrics: Registry
}): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { host, port, hub, metrics } = options
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string) => {
      response.writeHead(status, { 'content-type': type }).end(body)
    }
    const path = request.url?.split('?')[0]
    const work = async () => {
      if (path === '/metrics') return answer(200, metrics.contentType, await metrics.metrics())
      if (path !== '/healthz') return answer(404, 'text/plain', 'A worker answers /healthz and /metrics only.\n')
      const state = await health(hub)
      answer(state.database && state.queues ? 200 : 503, 'application/json', JSON.stringify(state))
    }
    work().catch(() => answer(500, 'text/plain', 'The worker could not tell how it is.\n'))
  })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  return {
    url: `http://${host}:${address.port}`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
