import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

it('every answer fits the description of the API', async () => {
  const description = (await api.askRoot('GET', '/openapi.json')).json
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(description, 'api')
  const at = (...steps: string[]) => steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')
  const answers: [string, string][] = [
    ['/api/v1/connections', '/connections'],
    ['/api/v1/connections/{id}', '/connections/jira'],
    ['/api/v1/syncs', '/syncs'],
    ['/api/v1/syncs/{id}', `/syncs/${api.syncId}`],
    ['/api/v1/jobs', '/jobs?state=waiting'],
    ['/api/v1/items', '/items?limit=200'],
    ['/api/v1/items/{connection}/{key}', '/items/jira/BULK-1'],
    ['/api/v1/plans', '/plans'],
    ['/api/v1/plans/{plan}', '/plans/bulk'],
    ['/api/v1/plans/{plan}/versions', '/plans/bulk/versions'],
    ['/api/v1/plans/{plan}/roadmap', '/plans/bulk/roadmap'],
    ['/api/v1/plans/{plan}/deliverables/{deliverable}/items', '/plans/bulk/deliverables/tracker/items'],
    ['/api/v1/plans/{plan}/diff', '/plans/bulk/diff'],
    ['/api/v1/plans/{plan}/parts', '/plans/bulk/parts'],
    ['/api/v1/plans/{plan}/review', '/plans/bulk/review'],
    ['/api/v1/plans/{plan}/unlinked', '/plans/bulk/unlinked'],
    ['/api/v1/plans/{plan}/kpis', '/plans/bulk/kpis'],
    ['/api/v1/plans/{plan}/kpis/{kpi}/values', '/plans/bulk/kpis/finished/values'],
    ['/api/v1/plans/{plan}/kpis/{kpi}/evidence', '/plans/bulk/kpis/finished/evidence'],
    ['/api/v1/plans/{plan}/reports/weekly/{week}', '/plans/bulk/reports/weekly/2026-W47'],
    ['/api/v1/plans/{plan}/reports/weekly', '/plans/bulk/reports/weekly'],
    ['/api/v1/tokens', '/tokens'],
  ]
  for (const [template, path] of answers) {
    const { status, json } = await api.ask('GET', path)
    expect([path, status]).toEqual([path, 200])
    const pointer = at('paths', template, 'get', 'responses', '200', 'content', 'application/json', 'schema')
    const isValid = ajv.validate({ $ref: `api#/${pointer}` }, json)
    expect([path, ajv.errorsText(ajv.errors), isValid]).toEqual([path, 'No errors', true])
  }
})
