import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BODY_BYTES_MAX } from './http/read-body.ts'
import { openTestApi, type TestApi } from './testing/open-test-api.ts'

let database: TestDatabase
let api: TestApi

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openTestApi(database.url)
})

afterAll(async () => {
  await api?.close()
  await database?.drop()
})

const jira = {
  kind: 'jira',
  baseUrl: 'https://clinic.example',
  auth: { type: 'basic', email: 'pmo@clinic.example', token: 'jira-token-1' },
  scopes: ['EHR'],
}

const pointers = (reply: { json: { errors: { pointer: string }[] } }) => reply.json.errors.map((fault) => fault.pointer)

describe('a connection is refused with a pointer to each fault', () => {
  it.each<[string, object, string]>([
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['an unknown kind', { kind: 'gitlab' }, '/kind'],
    ['no auth', { auth: undefined }, '/auth'],
    ['auth of another tool', { auth: { type: 'app', appId: '1' } }, '/auth/type'],
    ['a missing secret', { auth: { type: 'basic', email: 'pmo@clinic.example' } }, '/auth/token'],
    ['an unknown field of auth', { auth: { ...jira.auth, password: 'x' } }, '/auth/password'],
    ['a token that no header can carry', { auth: { ...jira.auth, token: 'to\nken' } }, '/auth/token'],
    ['another protocol', { baseUrl: 'ftp://clinic.example' }, '/baseUrl'],
    ['a file', { baseUrl: 'file:///etc/passwd' }, '/baseUrl'],
    ['credentials in the address', { baseUrl: 'https://me:secret@clinic.example' }, '/baseUrl'],
    ['a repository as a Jira scope', { scopes: ['clinic/ehr'] }, '/scopes/0'],
    ['a scope twice', { scopes: ['EHR', 'EHR'] }, '/scopes'],
    ['no scope', { scopes: [] }, '/scopes'],
    ['a state that is none', { statusOverrides: { Ready: 'finished' } }, '/statusOverrides/Ready'],
    ['a wrong type', { estimateField: 7 }, '/estimateField'],
    ['no part of the quota', { quotaShare: 0 }, '/quotaShare'],
    ['more than the whole quota', { quotaShare: 1.01 }, '/quotaShare'],
  ])('%s', async (_, change, pointer) => {
    const reply = await api.ask('PUT', '/connections/jira', { body: { ...jira, ...change } })
    expect([reply.status, reply.json.code]).toEqual([400, 'request.invalid'])
    expect(pointers(reply)).toContain(pointer)
    expect((await api.ask('GET', '/connections/jira')).status).toBe(404)
  })

  it('an id that is no slug', async () => {
    const reply = await api.ask('PUT', '/connections/My%20Jira', { body: jira })
    expect([reply.status, pointers(reply)]).toEqual([400, ['/id']])
  })

  it('all faults at once, and never the values', async () => {
    const body = { ...jira, colour: 'red', scopes: ['a'], auth: { type: 'basic', email: 'x', token: 77_123_456 } }
    const reply = await api.ask('PUT', '/connections/jira', { body })
    expect(pointers(reply).sort()).toEqual(['/auth/email', '/auth/token', '/colour', '/scopes/0'])
    expect(reply.text).not.toContain('77123456')
  })
})

describe('a body', () => {
  it.each(['', '{', '[1,]', '{"name": "x", "role": tl_secret_in_the_body}', 'null', '[]', '"text"', '7'])(
    'that is not the JSON object asked for is refused without repeating it: %s',
    async (body) => {
      const reply = await api.ask('POST', '/tokens', { body })
      expect([reply.status, reply.json.code]).toEqual([400, 'request.invalid'])
      expect(reply.json.errors.length).toBeGreaterThan(0)
      expect(reply.text).not.toContain('tl_secret_in_the_body')
    },
  )

  it('that is no UTF-8, or that the database cannot hold, is refused', async () => {
    const bytes = await api.app.request('/api/v1/tokens', {
      method: 'POST',
      headers: { authorization: 'Bearer admin-token-of-the-tests', 'content-type': 'application/json' },
      body: Buffer.from([0x7b, 0xff, 0x7d]),
    })
    expect(bytes.status).toBe(400)
    for (const name of ['a\u0000b', '\ud800']) {
      expect((await api.ask('POST', '/tokens', { body: { name, role: 'read' } })).status).toBe(400)
    }
    const nul = { body: 'plan: p # \u0000', headers: { 'content-type': 'application/yaml' } }
    expect((await api.ask('PUT', '/plans/p', nul)).json.code).toBe('request.invalid')
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/yaml', ''])(
    'of content type %o is refused with 415 where JSON is needed',
    async (type) => {
      const body = JSON.stringify({ name: 'x', role: 'read' })
      const reply = await api.ask('POST', '/tokens', { body, headers: { 'content-type': type } })
      expect([reply.status, reply.json.code]).toEqual([415, 'request.media_type'])
    },
  )

  it('of a plan that is neither YAML nor JSON is refused with 415', async () => {
    const reply = await api.ask('PUT', '/plans/p', { body: 'plan: p', headers: { 'content-type': 'text/html' } })
    expect(reply.status).toBe(415)
  })

  it('larger than 10 MB is refused with 413, whether or not it says its length', async () => {
    const body = 'x'.repeat(BODY_BYTES_MAX + 1)
    const headers = { 'content-type': 'application/yaml' }
    expect((await api.ask('PUT', '/plans/p', { body, headers })).status).toBe(413)
    const told = { ...headers, 'content-length': String(body.length) }
    expect((await api.ask('PUT', '/plans/p', { body, headers: told })).json.code).toBe('request.too_large')
  })
})

describe('a plan with an escape for what the database cannot hold', () => {
  const yaml = (links: string) => `plan: escaped
title: Escapes
period: { start: 2026-01-01, end: 2026-12-31 }
objectives:
  - id: o
    title: O
    deliverables:
      - { id: d, title: D, links: [${links}] }
`
  const json = (links: string) => `{"plan": "escaped", "title": "Escapes",
"period": {"start": "2026-01-01", "end": "2026-12-31"}, "objectives": [{"id": "o", "title": "O", "deliverables": [
{"id": "d", "title": "D",
"links": [${links}]}]}]}`

  it.each([
    ['yaml', yaml('{ project: EHR, not: { labels: "a\\0b" } }'), '/objectives/0/deliverables/0/links/0/not/labels', 8],
    ['yaml', yaml('{ labels: [ok, "\\ud800"] }'), '/objectives/0/deliverables/0/links/0/labels/1', 8],
    ['json', json('{"keys": "a\\u0000b"}'), '/objectives/0/deliverables/0/links/0/keys', 4],
    ['json', json('{"assignees": ["\\udc00"]}'), '/objectives/0/deliverables/0/links/0/assignees/0', 4],
  ])('is refused with its line and never settled: %s %#', async (format, body, pointer, line) => {
    const headers = { 'content-type': `application/${format}` }
    const reply = await api.ask('PUT', '/plans/escaped', { body, headers })
    expect([reply.status, reply.json.code]).toEqual([400, 'plan.invalid'])
    expect(reply.json.errors).toEqual([expect.objectContaining({ pointer, line })])
    expect((await api.ask('POST', '/plans/escaped/settle')).status).toBe(404)
  })

  it('settles where escapes make whole characters', async () => {
    const body = json('{"labels": "\\ud83d\\ude00"}')
    expect((await api.ask('PUT', '/plans/escaped', { body })).status).toBe(200)
    expect((await api.ask('POST', '/plans/escaped/settle')).status).toBe(200)
  })
})

describe('a query', () => {
  it.each([
    ['/items?colour=red', '/colour'],
    ['/plans?dryRun=true', '/dryRun'],
    ['/connections/jira?x=1', '/x'],
    ['/items?limit=0', '/limit'],
    ['/items?limit=201', '/limit'],
    ['/items?limit=ten', '/limit'],
    ['/items?limit=5&limit=6', '/limit'],
    ['/items?kind=epic', '/kind'],
    ['/items?state=closed', '/state'],
    ['/items?tombstones=yes', '/tombstones'],
    ['/items?updatedSince=yesterday', '/updatedSince'],
    ['/items?changedSince=2026-02-30', '/changedSince'],
    ['/items?cursor=bm9uc2Vuc2U', '/cursor'],
    ['/syncs?cursor=!!', '/cursor'],
    ['/connections?cursor=bm9uc2Vuc2U', '/cursor'],
    ['/items?connection=a%00b', '/connection'],
    ['/jobs?state=broken', '/state'],
    ['/plans/p/roadmap?asOf=now', '/asOf'],
    ['/plans/p/roadmap?asOf=2026-11-22T10:00:00', '/asOf'],
    ['/plans/p/roadmap?asOf=9999-12-31T23:59:59-14:00', '/asOf'],
    ['/items?updatedSince=0000-01-01', '/updatedSince'],
    ['/items?changedSince=0001-01-01T00:00:00%2B14:00', '/changedSince'],
    ['/plans/p/kpis/k/values?from=2026-47', '/from'],
    ['/plans/p/kpis/k/values?to=2025-W53', '/to'],
    ['/plans/p/reports/weekly/2026-W60', '/week'],
    ['/plans/p/reports/weekly/2026-W47?audience=board', '/audience'],
    ['/plans/p/versions/0', '/version'],
    ['/plans/p/versions/99999999999', '/version'],
  ])('%s is refused at %s', async (path, pointer) => {
    const reply = await api.ask('GET', path)
    expect([reply.status, pointers(reply)]).toEqual([400, [pointer]])
  })
})

describe('an address', () => {
  it('that nothing answers at is 404', async () => {
    const reply = await api.ask('GET', '/nonsense')
    expect([reply.status, reply.json.code]).toEqual([404, 'request.unknown_call'])
  })

  it.each([
    ['DELETE', '/plans', 'GET, HEAD'],
    ['PATCH', '/connections/jira', 'PUT, GET, HEAD, DELETE'],
    ['GET', '/plans/p/links', 'POST, DELETE'],
  ])('does not take every method: %s %s', async (method, path, allow) => {
    const reply = await api.ask(method, path)
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, allow])
    expect(reply.json.code).toBe('request.method')
  })

  it.each([
    '/connections/none',
    '/items/none/EHR-1',
    '/items/none/clinic%2Fehr%231',
    '/plans/none',
    '/plans/none/roadmap',
    '/plans/none/kpis',
    '/plans/none/kpis/k/values',
    '/plans/none/unlinked',
    '/plans/none/versions',
    '/plans/none/reports/weekly',
    '/plans/none/reports/weekly/2026-W47',
    '/plans/none/deliverables/d/items',
    '/syncs/none',
    '/syncs/none/events',
  ])('%s is 404 while there is no such thing', async (path) => {
    const reply = await api.ask('GET', path)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })
})

it('nothing that a client sent wrong was an error of the hub', () => {
  expect(api.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([])
})
