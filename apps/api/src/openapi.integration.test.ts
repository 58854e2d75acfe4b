import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './testing/open-test-api.ts'

const calls = `
PUT /connections/{id}
GET /connections
GET /connections/{id}
DELETE /connections/{id}
POST /connections/{id}/check
POST /connections/{id}/webhooks
POST /webhooks/github/{connection}
POST /webhooks/jira/{connection}
POST /connections/{id}/syncs
GET /syncs
GET /syncs/{id}
GET /syncs/{id}/events
POST /syncs/{id}/cancel
POST /syncs/{id}/retry
GET /jobs
POST /jobs/{id}/retry
GET /items
GET /items/{connection}/{key}
PUT /plans/{plan}
GET /plans
GET /plans/{plan}
GET /plans/{plan}/versions
GET /plans/{plan}/versions/{version}
GET /plans/{plan}/diff
POST /plans/{plan}/settle
POST /plans/draft
GET /plans/{plan}/roadmap
GET /plans/{plan}/deliverables/{deliverable}/items
GET /plans/{plan}/bridge
GET /plans/{plan}/nodes/{node}/burn-up
GET /plans/{plan}/unlinked
GET /plans/{plan}/explain
GET /plans/{plan}/conflicts
GET /plans/{plan}/kpis
GET /plans/{plan}/kpis/{kpi}/values
GET /plans/{plan}/kpis/{kpi}/evidence
GET /plans/{plan}/reports/weekly/{week}
GET /plans/{plan}/reports/weekly
POST /plans/{plan}/links
DELETE /plans/{plan}/links
GET /plans/{plan}/parts
GET /plans/{plan}/review
POST /plans/review
PUT /plans/{plan}/kpis/{kpi}/values/{week}
DELETE /plans/{plan}/kpis/{kpi}/values/{week}
GET /plans/{plan}/kpis/{kpi}/entries
POST /plans/{plan}/kpis/values
GET /plans/{plan}/investment
PUT /plans/{plan}/deliverables/{deliverable}/progress/{date}
DELETE /plans/{plan}/deliverables/{deliverable}/progress/{date}
GET /plans/{plan}/deliverables/{deliverable}/progress
POST /tokens
GET /tokens
DELETE /tokens/{id}`
  .trim()
  .split('\n')

interface Media {
  readonly schema: object
  readonly example?: unknown
}
interface Operation {
  readonly operationId: string
  readonly security?: readonly object[]
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: { readonly content: Record<string, Media> }
  readonly responses: Record<string, { readonly content?: Record<string, Media> }>
}

let database: TestDatabase
let api: TestApi
let description: { readonly openapi: string; readonly paths: Record<string, Record<string, Operation>> }
const operations: [string, Operation][] = []

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openTestApi(database.url)
  description = (await api.askRoot('GET', '/openapi.json', { token: null })).json
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      operations.push([`${method.toUpperCase()} ${path.replace('/api/v1', '')}`, operation])
    }
  }
})

afterAll(async () => {
  await api?.close()
  await database?.drop()
})

it('names every call, and no other', () => {
  expect(operations.map(([call]) => call).sort()).toEqual([...calls].sort())
})

it('gives each operation an id of its own and all parameters of its path', () => {
  const ids = operations.map(([, operation]) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [call, { parameters = [] }] of operations) {
    const named = [...call.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect([call, parameters.filter((each) => each.in === 'path').map((each) => each.name)]).toEqual([call, named])
  }
})

it('asks for a token everywhere but where the tools deliver, and names the headers of a delivery', () => {
  const open = operations.filter(([, { security }]) => security?.length === 0)
  expect(open.map(([call]) => call).sort()).toEqual([
    'POST /webhooks/github/{connection}',
    'POST /webhooks/jira/{connection}',
  ])
  const headers = open.flatMap(([, { parameters = [] }]) => parameters.filter((each) => each.in === 'header'))
  expect(headers.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['X-Hub-Signature-256', 'X-Hub-Signature', 'X-GitHub-Event', 'X-GitHub-Delivery']),
  )
})

it('is OpenAPI 3.1 whose schemas are JSON Schema 2020-12', () => {
  expect(description.openapi).toBe('3.1.0')
  const ajv = new Ajv2020({ strict: false, validateSchema: true })
  addFormats.default(ajv)
  ajv.addSchema(description, 'api')
  for (const [call, medium] of media()) {
    expect(() => ajv.compile({ $ref: `api#${medium.pointer}` }), call).not.toThrow()
  }
})

it('has an example of every body, and each fits its schema', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(description, 'api')
  let checked = 0
  for (const [call, { pointer, content }] of media()) {
    expect([call, content.example === undefined]).toEqual([call, false])
    const isValid = ajv.validate({ $ref: `api#${pointer}` }, content.example)
    expect([call, isValid, ajv.errorsText(ajv.errors)]).toEqual([call, true, 'No errors'])
    checked += 1
  }
  expect(checked).toBeGreaterThan(60)
})

it('refuses unknown fields in every JSON body but those that are not read by it: plan documents and deliveries', () => {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  ajv.addSchema(description, 'api')
  const bodies = media().filter(([call]) => call.endsWith('requestBody content application/json'))
  const lenient = bodies.filter(([, { pointer, content }]) =>
    ajv.validate({ $ref: `api#${pointer}` }, { ...Object(content.example), unknownField: 1 }),
  )
  expect(bodies.length).toBeGreaterThan(6)
  expect(lenient.map(([call]) => call.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
    'post /api/v1/plans/review',
    'post /api/v1/webhooks/github/{connection}',
    'post /api/v1/webhooks/jira/{connection}',
    'put /api/v1/plans/{plan}',
  ])
})

it('shows every call and every named shape on a reference page', async () => {
  const { text } = await api.askRoot('GET', '/docs', { token: null })
  const anchors = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(anchors).size).toBe(anchors.length)
  expect(anchors).toEqual(expect.arrayContaining(operations.map(([, { operationId }]) => operationId)))
  const targets = [...text.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id)
  expect(targets.filter((target) => !anchors.includes(target))).toEqual([])
  const plain = text.replaceAll(/<[^>]*>/g, '')
  expect(operations.filter(([call]) => !plain.includes(call.replace(' ', ' /api/v1')))).toEqual([])
})

it('shows the reference page without a script and without asking anybody for anything', async () => {
  const { text, headers } = await api.askRoot('GET', '/docs', { token: null })
  expect(text).not.toMatch(/<(script|link|img|iframe|object|base)|\ssrc=|url\(|@import|@font-face|href="(?![#/])/i)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/https?:|script-src|\*/)
})

it('answers a reference page that has not changed without sending it again', async () => {
  const first = await api.askRoot('GET', '/docs', { token: null })
  const again = await api.askRoot('GET', '/docs', {
    token: null,
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  })
  expect([again.status, again.text]).toEqual([304, ''])
})

/** Every body that is described, sent or answered, with a pointer to its schema. */
function media(): [string, { readonly pointer: string; readonly content: Media }][] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const sent = Object.entries(operation.requestBody?.content ?? {}).map(
        ([type, content]) => [['requestBody', 'content', type], content] as const,
      )
      const answered = Object.entries(operation.responses).flatMap(([status, answer]) =>
        Object.entries(answer.content ?? {}).map(
          ([type, content]) => [['responses', status, 'content', type], content] as const,
        ),
      )
      return [...sent, ...answered].map(([steps, content]): ReturnType<typeof media>[number] => {
        const all = ['paths', path, method, ...steps, 'schema']
        const pointer = all
          .map((step) => `/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
          .join('')
        return [`${method} ${path} ${steps.join(' ')}`, { pointer, content }]
      })
    }),
  )
}
