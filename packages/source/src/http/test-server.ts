import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DEFAULT_TUNING } from './default-tuning.ts'
import type { HttpTuning } from './http-tuning.ts'

/** A server that answers as a test says, on a free port of the loopback interface. */
export interface TestServer {
  readonly url: string
  readonly port: number
  /** What arrived, oldest first. */
  readonly requests: IncomingMessage[]
  close(): Promise<void>
}

/** Starts a {@link TestServer}; `answer` gets how many requests came before. */
export async function startTestServer(
  answer: (request: IncomingMessage, response: ServerResponse, before: number) => void,
): Promise<TestServer> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response, requests.length - 1)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      }),
  }
}

/** A tuning whose waits take no time and are noted in `slept`; the jitter is the longest possible. */
export function instantTuning(overrides: Partial<HttpTuning> = {}): HttpTuning & { readonly slept: number[] } {
  const slept: number[] = []
  const sleep = (ms: number) => {
    slept.push(ms)
    return Promise.resolve()
  }
  return { ...DEFAULT_TUNING, sleep, random: () => 1, ...overrides, slept }
}
