import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A webhook call as it arrived. */
export interface ReceivedCall {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The bytes as text. */
  readonly body: string
}

/** A server that webhooks are sent to. */
export interface HookReceiver {
  readonly url: string
  readonly calls: readonly ReceivedCall[]
  /** Statuses of the next answers, `hang` for none; 200 when there are no more. */
  readonly answers: (number | 'hang')[]
  close(): Promise<void>
}

/** Starts a {@link HookReceiver} on the loopback interface. */
export async function startHookReceiver(): Promise<HookReceiver> {
  const calls: ReceivedCall[] = []
  const answers: (number | 'hang')[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    calls.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() })
    const answer = answers.shift() ?? 200
    if (answer === 'hang') return
    response.writeHead(answer).end('noted')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
