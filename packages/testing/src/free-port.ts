import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/** Has a server listen on a free port of 127.0.0.1 and returns the port. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A server on TCP has a port.')
  return address.port
}

/** Finds a port of 127.0.0.1 that nobody uses at this moment. Another program may take it before you do. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  server.close()
  await once(server, 'close')
  return port
}
