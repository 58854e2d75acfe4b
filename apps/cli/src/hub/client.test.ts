import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UpstreamError, ValidationError } from '@throughline/errors'
import { afterEach, expect, test } from 'vitest'
import { createClient } from './client.ts'
import { ProblemError } from './problem-error.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a hub that is not there is named, with what to do', async () => {
  const client = createClient({ url: 'http://127.0.0.1:1', token: null })
  const failure = client.json('GET', '/plans')
  await expect(failure).rejects.toThrow(UpstreamError)
  await expect(failure).rejects.toThrow(/No hub answers at http:\/\/127\.0\.0\.1:1.*THROUGHLINE_URL/)
})

test('an address that is none is refused before anything is asked', () => {
  expect(() => createClient({ url: 'ftp://hub', token: null })).toThrow(ValidationError)
})

test('a problem document is raised in its own words', async () => {
  const problem = { title: 'What is stored forbids this', status: 409, detail: 'Delete it first.', code: 'x.conflict' }
  const url = await serve((_, response) => {
    response.writeHead(409, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
  })
  const failure = createClient({ url, token: null }).json('DELETE', '/connections/a')
  await expect(failure).rejects.toThrow(ProblemError)
  await expect(failure).rejects.toMatchObject({ code: 'x.conflict', message: 'Delete it first.', problem })
})

test('a proxy that answers with a page instead of a problem is still a problem', async () => {
  const url = await serve((_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad</h1>'))
  await expect(createClient({ url, token: null }).json('GET', '/plans')).rejects.toThrow(/HTTP 502/)
})

test('a list is read over all pages, and no further than asked', async () => {
  const asked: string[] = []
  const url = await serve((request, response) => {
    asked.push(request.url ?? '')
    const from = Number(new URL(request.url ?? '', 'http://hub').searchParams.get('cursor') ?? 0)
    const limit = Number(new URL(request.url ?? '', 'http://hub').searchParams.get('limit'))
    const items = Array.from({ length: limit }, (_, index) => from + index)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ items, nextCursor: String(from + limit) }))
  })
  const list = await createClient({ url, token: null }).list<number>('/items', { state: 'done' }, 250)
  expect(list).toEqual(Array.from({ length: 250 }, (_, index) => index))
  expect(asked).toEqual(['/api/v1/items?state=done&limit=200', '/api/v1/items?state=done&limit=50&cursor=200'])
})

test('the token travels in the header, never in the address', async () => {
  let seen = { url: '', authorization: '' }
  const url = await serve((request, response) => {
    seen = { url: request.url ?? '', authorization: request.headers.authorization ?? '' }
    response.writeHead(204).end()
  })
  await createClient({ url, token: 'tl_secret' }).json('DELETE', '/tokens/1')
  expect(seen).toEqual({ url: '/api/v1/tokens/1', authorization: 'Bearer tl_secret' })
})
