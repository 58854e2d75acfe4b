import type { LookupFunction } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { HttpSession } from './http-session.ts'
import type { HttpTuning } from './http-tuning.ts'
import { readJson } from './read-json.ts'
import { instantTuning, startTestServer, type TestServer } from './test-server.ts'

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of opened.splice(0).toReversed()) await each.close()
})

async function serve(...answer: Parameters<typeof startTestServer>): Promise<TestServer> {
  const server = await startTestServer(...answer)
  opened.push(server)
  return server
}

function open(baseUrl: string, tuning: Partial<HttpTuning> = {}, allowPrivateHosts = true) {
  const http = instantTuning(tuning)
  const target = { code: 'x', name: 'Tool', connection: 'c', baseUrl }
  const session = new HttpSession(target, { allowPrivateHosts, clock: () => 0, http })
  opened.push(session)
  const meter = { requests: 0 }
  const controller = new AbortController()
  const { signal } = controller
  const json = (url: string, init: { method?: string; body?: string } = {}) =>
    session.call({ signal, meter }, async (fetch) => {
      const headers = { authorization: 'Bearer secret' }
      const response = await fetch(url, { ...init, headers, signal })
      return readJson(session.target, await response.text())
    })
  return { session, json, meter, controller, slept: http.slept }
}

/** Answers every name with these addresses in turn, the last one for ever. */
function resolving(...addresses: readonly string[]): LookupFunction {
  let asked = 0
  return (_hostname, _options, callback) => {
    const address = addresses[Math.min(asked, addresses.length - 1)] ?? ''
    asked += 1
    callback(null, [{ address, family: address.includes(':') ? 6 : 4 }])
  }
}

test('a loopback address is refused unless private hosts are allowed, and nothing reaches it', async () => {
  const server = await serve((_request, response) => response.end('{}'))
  const { json } = open(server.url, {}, false)
  await expect(json(server.url)).rejects.toMatchObject({ code: 'x.address_refused', retry: 'never' })
  expect(server.requests).toHaveLength(0)
})

test.each(['http://169.254.169.254', 'http://[fd00:ec2::254]', 'http://2852039166', 'http://metadata.google.internal'])(
  '%s is refused even when private hosts are allowed',
  async (url) => {
    const { json } = open(url)
    await expect(json(url)).rejects.toMatchObject({ code: 'x.address_refused' })
  },
)

test('a name that leads to a refused address is refused', async () => {
  const { json } = open('http://tool.example', { lookup: resolving('169.254.169.254') })
  await expect(json('http://tool.example')).rejects.toMatchObject({ code: 'x.address_refused' })
})

test('a name that leads elsewhere the second time gains nothing', async () => {
  const server = await serve((_request, response) => response.setHeader('connection', 'close').end('{}'))
  const url = `http://tool.example:${server.port}`
  const { json } = open(url, { lookup: resolving('127.0.0.1', '169.254.169.254') })
  await expect(json(url)).resolves.toEqual({})
  await expect(json(url)).rejects.toMatchObject({ code: 'x.address_refused' })
})

test('a redirect within the origin is followed and counted', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/new' }).end()
    else response.end('{"at":"new"}')
  })
  const { json, meter } = open(server.url)
  await expect(json(`${server.url}/old`)).resolves.toEqual({ at: 'new' })
  expect(meter.requests).toBe(2)
  expect(server.requests[1]?.headers.authorization).toBe('Bearer secret')
})

test('a redirect to another origin is refused before anything is sent there', async () => {
  const other = await serve((_request, response) => response.end('{}'))
  const server = await serve((_request, response) => response.writeHead(302, { location: other.url }).end())
  const { json } = open(server.url)
  await expect(json(server.url)).rejects.toMatchObject({ code: 'x.redirected', retry: 'never' })
  expect(other.requests).toHaveLength(0)
})

test('redirects in a circle end', async () => {
  const server = await serve((_request, response) => response.writeHead(302, { location: '/' }).end())
  const { json, meter } = open(server.url)
  await expect(json(server.url)).rejects.toMatchObject({ code: 'x.redirected' })
  expect(meter.requests).toBe(6)
})

test('a search that is redirected is not repeated as something else', async () => {
  const server = await serve((_request, response) => response.writeHead(301, { location: '/' }).end('{}'))
  const { json } = open(server.url)
  await expect(json(server.url, { method: 'POST', body: '{}' })).rejects.toMatchObject({ code: 'x.redirected' })
})

test('JSON that ends in the middle is asked for again', async () => {
  const server = await serve((_request, response, before) => response.end(before < 2 ? '{"a":' : '{"a":1}'))
  const { json, meter, slept } = open(server.url)
  await expect(json(server.url)).resolves.toEqual({ a: 1 })
  expect(meter.requests).toBe(3)
  expect(slept).toHaveLength(2)
})

test('JSON that never ends is a failure that passes, and an empty answer is too', async () => {
  for (const body of ['{"a":', '', '<html></html>']) {
    const server = await serve((_request, response) => response.end(body))
    await expect(open(server.url).json(server.url)).rejects.toMatchObject({ code: 'x.unreadable', retry: 'backoff' })
  }
})

test('a connection cut in mid-answer is made again', async () => {
  const server = await serve((_request, response, before) => {
    if (before > 0) response.end('{}')
    else {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"a":', () => response.destroy())
    }
  })
  const { json, meter } = open(server.url)
  await expect(json(server.url)).resolves.toEqual({})
  expect(meter.requests).toBe(2)
})

test('an address where nobody listens is told as such, with what to check', async () => {
  const server = await startTestServer((_request, response) => response.end('{}'))
  await server.close()
  const { json } = open(server.url)
  await expect(json(server.url)).rejects.toMatchObject({
    code: 'x.unreachable',
    message: `Could not reach ${server.url} (connection refused). Check baseUrl of connection c and that the tool is running.`,
  })
})

test('a port that HTTP clients refuse is told at once, and not tried again', async () => {
  await expect(open('http://127.0.0.1:1').json('http://127.0.0.1:1/')).rejects.toMatchObject({
    code: 'x.unreachable',
    retry: 'never',
    message:
      'Could not reach http://127.0.0.1:1: its port is one that HTTP clients refuse. Correct baseUrl of connection c.',
  })
})

test('a tool that does not answer is not waited for without end', async () => {
  const server = await serve(() => undefined)
  const { json } = open(server.url, { headersTimeoutMs: 100, patienceMs: 0 })
  await expect(json(server.url)).rejects.toMatchObject({ code: 'x.interrupted' })
})

test('an abort ends a request in flight with its own reason', async () => {
  const controllers: AbortController[] = []
  const server = await serve(() => controllers[0]?.abort(new Error('cancelled')))
  const { json, controller } = open(server.url)
  controllers.push(controller)
  await expect(json(server.url)).rejects.toThrow('cancelled')
})

test('as many requests as allowed are under way at once, and no more', async () => {
  const held: (() => void)[] = []
  const server = await serve((_request, response) => {
    held.push(() => response.end('{}'))
    if (held.length === 3) for (const release of held.splice(0)) release()
  })
  const { session, meter, controller } = open(server.url, { concurrency: 3 })
  let running = 0
  let most = 0
  const call = () =>
    session.call({ signal: controller.signal, meter }, async (fetch) => {
      running += 1
      most = Math.max(most, running)
      await (await fetch(server.url)).text()
      running -= 1
    })
  await Promise.all(Array.from({ length: 30 }, call))
  expect(most).toBe(3)
})
