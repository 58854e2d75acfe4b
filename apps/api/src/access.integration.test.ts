import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN, openTestApi, type TestApi } from './testing/open-test-api.ts'

let database: TestDatabase
let api: TestApi
let readToken: string
let readTokenId: string

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openTestApi(database.url)
  const made = await api.ask('POST', '/tokens', { body: { name: 'display', role: 'read' } })
  expect(made.status).toBe(201)
  readToken = made.json.token
  readTokenId = made.json.id
})

afterAll(async () => {
  await api?.close()
  await database?.drop()
})

describe('tokens', () => {
  it('are needed for everything under /api/v1, also for calls that do not exist', async () => {
    for (const path of ['/connections', '/items', '/plans', '/syncs', '/tokens', '/nonsense']) {
      const reply = await api.ask('GET', path, { token: null })
      expect([path, reply.status]).toEqual([path, 401])
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/)
      expect(reply.headers.get('content-type')).toBe('application/problem+json')
    }
  })

  it('that nobody knows are answered exactly like a missing one', async () => {
    const { requestId: _, ...missing } = (await api.ask('GET', '/plans', { token: null })).json
    for (const token of ['tl_unknown', ' ', `${ADMIN_TOKEN}x`, ADMIN_TOKEN.slice(0, -1)]) {
      const { requestId: __, ...unknown } = (await api.ask('GET', '/plans', { token })).json
      expect(unknown).toEqual(missing)
    }
    const basic = await api.ask('GET', '/plans', { token: null, headers: { authorization: 'Basic YTpi' } })
    expect(basic.status).toBe(401)
  })

  it('is read-only under either name of that role', async () => {
    const made = await api.ask('POST', '/tokens', { body: { name: 'wall', role: 'read-only' } })
    expect([made.status, made.json.role]).toEqual([201, 'read'])
    expect((await api.ask('POST', '/tokens', { body: {}, token: made.json.token })).status).toBe(403)
    await api.ask('DELETE', `/tokens/${made.json.id}`)
  })

  it('of the role read may read and nothing else', async () => {
    expect((await api.ask('GET', '/plans', { token: readToken })).status).toBe(200)
    expect((await api.ask('HEAD', '/plans', { token: readToken })).status).toBe(200)
    const writes: [string, string][] = [
      ['PUT', '/connections/jira'],
      ['DELETE', '/connections/jira'],
      ['POST', '/connections/jira/check'],
      ['POST', '/connections/jira/syncs'],
      ['PUT', '/plans/p'],
      ['POST', '/plans/p/settle'],
      ['POST', '/tokens'],
      ['DELETE', `/tokens/${readTokenId}`],
    ]
    for (const [method, path] of writes) {
      const reply = await api.ask(method, path, { token: readToken })
      expect([path, reply.status, reply.json.code]).toEqual([path, 403, 'access.read_only'])
    }
  })

  it('are shown once, listed without themselves, and worthless once revoked', async () => {
    const made = await api.ask('POST', '/tokens', { body: { name: 'short-lived', role: 'admin' } })
    const { id, token } = made.json
    expect(made.headers.get('cache-control')).toContain('no-store')
    expect((await api.ask('GET', '/plans', { token })).status).toBe(200)
    const list = await api.ask('GET', '/tokens')
    expect(list.json.items.map((each: { id: string }) => each.id)).toContain(id)
    expect(list.text).not.toContain(token)
    expect((await api.ask('DELETE', `/tokens/${id}`)).status).toBe(204)
    expect((await api.ask('GET', '/plans', { token })).status).toBe(401)
    expect((await api.ask('DELETE', `/tokens/${id}`)).status).toBe(404)
  })
})

describe('open and closed doors outside /api/v1', () => {
  it.each(['/healthz', '/readyz', '/openapi.json', '/docs', '/'])('%s needs no token', async (path) => {
    expect((await api.askRoot('GET', path, { token: null })).status).toBe(200)
  })

  it('/metrics needs one, and tells requests by route and jobs by queue', async () => {
    expect((await api.askRoot('GET', '/metrics', { token: null })).status).toBe(401)
    await api.ask('GET', '/connections/no-such')
    const { text } = await api.askRoot('GET', '/metrics', { token: readToken })
    expect(text).toMatch(/throughline_http_request_seconds_count\{.*route="\/api\/v1\/connections\/:id".*status="404"/)
    expect(text).toMatch(/throughline_jobs\{.*queue="settle.plan"/)
    expect(text).not.toContain('no-such')
  })

  it('/readyz says that the database and the queues answer', async () => {
    expect((await api.askRoot('GET', '/readyz')).json).toEqual({ ready: true, database: true, queues: true })
  })
})

describe('the session of a browser', () => {
  const form = (token: string, headers: Record<string, string> = {}) =>
    api.askRoot('POST', '/session', {
      token: null,
      body: new URLSearchParams({ token }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  it('asks for the token once and keeps it where scripts and other sites do not reach it', async () => {
    expect((await api.askRoot('GET', '/', { token: null })).text).toContain('<form')
    const signedIn = await form(readToken)
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/'])
    const cookie = signedIn.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect(cookie).not.toMatch(/Secure/)
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    const home = await api.askRoot('GET', '/', { token: null, headers })
    expect(home.text).toContain('There is no plan yet')
    expect((await api.ask('GET', '/plans', { token: null, headers })).status).toBe(200)
    expect((await api.ask('POST', '/tokens', { token: null, headers })).status).toBe(403)
  })

  it('is marked Secure behind https', async () => {
    const signedIn = await form(readToken, { 'x-forwarded-proto': 'https' })
    expect(signedIn.headers.get('set-cookie')).toMatch(/Secure/)
  })

  it('does not begin with a token that nobody knows', async () => {
    const refused = await form('tl_wrong')
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([401, null])
    expect(refused.text).toContain('role="alert"')
  })

  it('cannot be used for writing by a page of another origin', async () => {
    const headers = { cookie: `throughline_session=${ADMIN_TOKEN}` }
    const body = { name: 'forged', role: 'admin' }
    for (const foreign of [
      { origin: 'http://localhost:9999', host: 'localhost' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const reply = await api.ask('POST', '/tokens', { token: null, body, headers: { ...headers, ...foreign } })
      expect([reply.status, reply.json.code]).toEqual([403, 'access.other_site'])
    }
    const own = await api.ask('POST', '/tokens', {
      token: null,
      body,
      headers: { ...headers, 'sec-fetch-site': 'same-origin' },
    })
    expect(own.status).toBe(201)
  })
})
