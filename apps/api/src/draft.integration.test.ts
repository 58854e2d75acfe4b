import { parsePlan } from '@throughline/plan'
import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FilledApi, openFilledApi } from './testing/open-filled-api.ts'

let database: TestDatabase
let api: FilledApi

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openFilledApi(database.url)
})

afterAll(async () => {
  await api?.close()
  await database?.drop()
})

const draft = (body: object, headers: Record<string, string> = {}) => api.ask('POST', '/plans/draft', { body, headers })

describe('a draft', () => {
  it('is a YAML document that can be applied, and is not stored', async () => {
    const reply = await draft({ connections: ['jira', 'github'], id: 'first', title: 'First: things' })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toBe('application/yaml; charset=utf-8')
    expect(reply.text).toMatch(/^# A first plan, drafted from jira and github as of 2026-11-\d\d\./)
    const plan = parsePlan(reply.text, 'yaml')
    expect(plan).toMatchObject({ id: 'first', title: 'First: things' })
    expect(plan.objectives.length).toBeGreaterThan(0)
    expect((await api.ask('GET', '/plans/first')).status).toBe(404)
    const applied = await api.ask('PUT', '/plans/first?dryRun=true', {
      body: reply.text,
      headers: { 'content-type': 'application/yaml' },
    })
    expect(applied.json).toMatchObject({ changed: true, warnings: [] })
  })

  it('comes as JSON when asked for, with the same content', async () => {
    const body = { connections: ['jira'] }
    const json = await draft(body, { accept: 'application/json' })
    expect(parsePlan(json.text, 'json')).toEqual(parsePlan((await draft(body)).text, 'yaml'))
  })

  it('is the same for the same data', async () => {
    const body = { connections: ['github', 'jira'] }
    expect((await draft(body)).text).toBe((await draft(body)).text)
  })
})

describe('a draft is refused', () => {
  it.each([
    ['without connections', {}, '/connections'],
    ['with an empty list of connections', { connections: [] }, '/connections'],
    ['with a day that is none', { connections: ['jira'], since: 'spring' }, '/since'],
    ['with an id that is none', { connections: ['jira'], id: 'My plan' }, '/id'],
    ['with no scope', { connections: ['jira'], scopes: [] }, '/scopes'],
    ['with an unknown field', { connections: ['jira'], groupBy: 'label' }, '/groupBy'],
  ])('%s', async (_, body, pointer) => {
    const { status, json } = await draft(body)
    expect([status, json.code, json.errors[0].pointer]).toEqual([400, 'request.invalid', pointer])
  })

  it('for a connection that is not there', async () => {
    const { status, json } = await draft({ connections: ['jira', 'gitlab'] })
    expect([status, json.code]).toEqual([404, 'connection.not_found'])
  })

  it('for a scope that its connections do not have, and says which they have', async () => {
    const { status, json } = await draft({ connections: ['jira'], scopes: ['BULK', 'OPS'] })
    expect([status, json.code, json.errors[0].pointer]).toEqual([400, 'draft.unknown_scope', '/scopes/1'])
    expect(json.detail).toBe('No connection of the draft has OPS. They have BULK.')
  })

  it('where nothing has had activity since the day', async () => {
    const { status, json } = await draft({ connections: ['jira'], since: '2030-01-01' })
    expect([status, json.code]).toEqual([404, 'draft.nothing_found'])
    expect(json.detail).toContain('since 2030-01-01')
  })

  it('before anything was read', async () => {
    const { baseUrl, auth } = (await api.ask('GET', '/connections/jira')).json
    const token = api.tools.jiraAuth.token
    await api.ask('PUT', '/connections/unread', {
      body: { kind: 'jira', baseUrl, auth: { ...auth, token }, scopes: ['BULK'] },
    })
    const { status, json } = await draft({ connections: ['unread'] })
    expect([status, json.code]).toEqual([409, 'draft.nothing_read'])
  })
})
